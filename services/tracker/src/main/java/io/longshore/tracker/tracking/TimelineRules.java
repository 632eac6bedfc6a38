package io.longshore.tracker.tracking;

import io.longshore.tracker.label.Buckets;
import java.time.Duration;

/**
 * When a bucket is over.
 *
 * @param buckets how stream time is cut
 * @param graceMillis how long after its end, on the clock on the wall, labels of a bucket may still
 *     be under way
 * @param skewMillis how far partitions may be apart in stream time before the one that lags is no
 *     longer waited for
 */
public record TimelineRules(Buckets buckets, long graceMillis, long skewMillis) {

  public static TimelineRules of(Duration bucket, Duration grace, Duration skew) {
    return new TimelineRules(Buckets.of(bucket), grace.toMillis(), skew.toMillis());
  }

  public TimelineRules {
    if (graceMillis < 0 || skewMillis < 0) {
      throw new IllegalArgumentException(
          "longshore.tracker.bucket-grace (%d ms) and partition-skew (%d ms) cannot be negative"
              .formatted(graceMillis, skewMillis));
    }
  }

  /** After so long without a record, whatever bucket there was is over on any clock. */
  long idleMillis() {
    return buckets.millis() + graceMillis;
  }
}
