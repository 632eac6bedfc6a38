package io.longshore.tracker.streams;

import io.longshore.domain.reject.Reject;
import java.util.List;

/** What one record of the labels topic comes to: its delta, and what was refused, if anything. */
record LabelOutcome(LabelDelta delta, List<Reject> rejects) {}
