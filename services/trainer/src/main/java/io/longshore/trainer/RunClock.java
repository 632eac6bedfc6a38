package io.longshore.trainer;

import java.util.StringJoiner;
import java.util.function.LongSupplier;

/** How long the steps of one run took, for one line of the log. */
final class RunClock {
  private final LongSupplier nanoTime;
  private final StringJoiner steps = new StringJoiner(", ");
  private final long begin;
  private long last;

  RunClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
    this.last = begin;
  }

  /** A step ended, in the past tense. */
  void did(String step) {
    long now = nanoTime.getAsLong();
    steps.add("%s %d ms".formatted(step, millis(last, now)));
    last = now;
  }

  /** All steps so far, with their milliseconds. */
  String told() {
    return "%s; in all %d ms".formatted(steps, millis(begin, last));
  }

  private static long millis(long from, long to) {
    return (to - from) / 1_000_000;
  }
}
