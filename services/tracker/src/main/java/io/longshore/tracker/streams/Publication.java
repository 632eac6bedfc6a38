package io.longshore.tracker.streams;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.frequency.ClassFrequencies;
import java.util.List;

/** A snapshot, and the decisions taken on it. */
record Publication(ClassFrequencies frequencies, List<Adaptation> adaptations) {
  Publication {
    adaptations = List.copyOf(adaptations);
  }
}
