package io.longshore.tracker.streams;

import java.time.Duration;

/**
 * When a snapshot is due.
 *
 * @param everyLabels labels after which one is
 * @param interval longest time a change waits for one
 */
record Emission(long everyLabels, Duration interval) {
  /** A snapshot costs as much as there are classes: at most this many classes a millisecond. */
  private static final int CLASSES_A_MILLI = 10;

  Emission {
    if (everyLabels < 1 || interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "longshore.tracker.emit-every-labels (%d) must be at least 1, emit-interval (%s) at least 1 ms"
              .formatted(everyLabels, interval));
    }
  }

  /**
   * Whether it is time for a snapshot.
   *
   * @param unpublished changes since the last one
   * @param classes in it
   * @param sinceLast milliseconds since the last one, on the wall
   */
  boolean isDue(long unpublished, long classes, long sinceLast) {
    boolean enough = unpublished >= everyLabels && sinceLast >= classes / CLASSES_A_MILLI;
    boolean waitedLong = unpublished > 0 && sinceLast >= interval.toMillis();
    return enough || waitedLong;
  }
}
