package io.longshore.tracker.label;

import java.time.Duration;

/**
 * Stream time cut into buckets of equal length. Everything is decided at the ends of buckets, so
 * that decisions depend on the times of records and not on when they were read.
 *
 * @param millis length in milliseconds
 */
public record Buckets(long millis) {
  public Buckets {
    if (millis < 1) {
      throw new IllegalArgumentException(
          "longshore.tracker.bucket must be at least 1 ms, not " + millis);
    }
  }

  public static Buckets of(Duration length) {
    return new Buckets(length.toMillis());
  }

  /** The bucket of a time in epoch milliseconds. */
  public long of(long time) {
    return Math.floorDiv(time, millis);
  }

  /** Its first millisecond. */
  public long start(long bucket) {
    return bucket * millis;
  }

  /** The first millisecond after it. */
  public long end(long bucket) {
    return (bucket + 1) * millis;
  }
}
