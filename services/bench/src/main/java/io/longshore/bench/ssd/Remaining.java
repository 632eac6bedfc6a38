package io.longshore.bench.ssd;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How long it will still take, from the epochs done and to do. */
final class Remaining {
  private final InstantSource clock;
  private final Instant began;
  private int left;
  private int run;

  Remaining(int epochs, InstantSource clock) {
    this.clock = clock;
    this.began = clock.instant();
    this.left = epochs;
  }

  /** Epochs that need not be run. */
  void skipped(int epochs) {
    left -= epochs;
  }

  void ran() {
    left--;
    run++;
  }

  /** NaN before the first epoch. */
  double seconds() {
    double each = Duration.between(began, clock.instant()).toNanos() / 1e9 / run;
    return run == 0 ? Double.NaN : Math.max(0, left) * each;
  }
}
