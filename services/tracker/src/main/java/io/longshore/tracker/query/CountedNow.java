package io.longshore.tracker.query;

import io.longshore.domain.frequency.ClassFrequencies;
import java.time.Instant;

/**
 * A stream as it was counted at the end of a bucket.
 *
 * @param frequencies and what they contain
 * @param bucket start of the latest bucket they contain, in stream time
 */
public record CountedNow(ClassFrequencies frequencies, Instant bucket) {}
