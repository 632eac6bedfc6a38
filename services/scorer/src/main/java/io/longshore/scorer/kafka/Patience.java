package io.longshore.scorer.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long failures may follow each other without a success between them, and how long to wait
 * after each. For one thread.
 */
final class Patience {
  private static final long FIRST_PAUSE = Duration.ofMillis(50).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(2).toNanos();
  private static final int DOUBLINGS = 16;

  private final long limit;
  private final LongSupplier nanos;
  private int failures;
  private long firstAt;

  /**
   * @param limit between the first failure and the last that is borne
   * @param nanos a clock
   */
  Patience(Duration limit, LongSupplier nanos) {
    this.limit = limit.toNanos();
    this.nanos = nanos;
  }

  void succeeded() {
    failures = 0;
  }

  /** A failure; whether another attempt is worth while. */
  boolean bears() {
    long now = nanos.getAsLong();
    if (failures == 0) {
      firstAt = now;
    }
    failures++;
    return now - firstAt < limit;
  }

  /** How long to wait before the next attempt: longer after each failure. */
  Duration pause() {
    long doubled = FIRST_PAUSE << Math.min(DOUBLINGS, Math.max(0, failures - 1));
    return Duration.ofNanos(Math.min(LONGEST_PAUSE, doubled));
  }
}
