package io.longshore.tracker.label;

import java.time.Duration;

/**
 * What counts on a partition of labels, and how it is gathered.
 *
 * @param window how long a labelled image is remembered, in stream time, so that its label counts
 *     once
 * @param aheadMillis how far a record's time may be ahead of the clock on the wall
 * @param newClassesPerMinute most classes that may open in a minute of stream time
 * @param maxClasses most classes in all
 */
public record LabelRules(
    Buckets buckets, Duration window, long aheadMillis, long newClassesPerMinute, long maxClasses) {
  public LabelRules {
    if (window.toMillis() < 1) {
      throw new IllegalArgumentException(
          "longshore.tracker.duplicate-window (%s) must be at least 1 ms".formatted(window));
    }
    if (aheadMillis < 0 || newClassesPerMinute < 1 || maxClasses < 1) {
      throw new IllegalArgumentException(
          "longshore.tracker.clock-ahead (%d ms) cannot be negative; new-classes-per-minute (%d) and max-classes (%d) must be at least 1"
              .formatted(aheadMillis, newClassesPerMinute, maxClasses));
    }
  }
}
