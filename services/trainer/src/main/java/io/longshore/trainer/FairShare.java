package io.longshore.trainer;

import java.util.function.LongSupplier;

/**
 * Lets quick work in between the steps of long work, but only when the long work has gone on for as
 * long as the quick work before took: however much quick work comes, the long work has half of the
 * time.
 */
final class FairShare {
  private final LongSupplier nanoTime;
  private long resumed;
  private long lastTook;

  FairShare(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.resumed = nanoTime.getAsLong();
  }

  /** Whether it is the quick work's turn. */
  boolean mayInterrupt() {
    return nanoTime.getAsLong() - resumed >= lastTook;
  }

  /** Does the quick work. */
  void interrupt(Runnable quick) {
    long begin = nanoTime.getAsLong();
    try {
      quick.run();
    } finally {
      resumed = nanoTime.getAsLong();
      lastTook = resumed - begin;
    }
  }
}
