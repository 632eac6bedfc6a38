package io.longshore.loadtest.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * How answers came, second by second, since it was begun last: what a fault looks like to senders.
 * Safe for use by several threads.
 */
public final class Pulse {
  private static final double NANOS = 1e9;

  private final List<int[]> seconds = new ArrayList<>();
  private long begin = System.nanoTime();
  private long lastAcknowledged;
  private long longestGap;

  /**
   * One second.
   *
   * @param acknowledged sends answered 202 in it
   * @param others sends answered otherwise, or given up
   */
  public record Second(int acknowledged, int others) {}

  /** Forgets all there was. */
  synchronized void begin() {
    seconds.clear();
    begin = System.nanoTime();
    lastAcknowledged = 0;
    longestGap = 0;
  }

  /** From now until the next answer nobody may have been sending: no gap. */
  synchronized void rest() {
    lastAcknowledged = 0;
  }

  synchronized void answered(Outcome outcome) {
    long now = System.nanoTime();
    int second = (int) ((now - begin) / NANOS);
    while (seconds.size() <= second) {
      seconds.add(new int[2]);
    }
    if (outcome == Outcome.ACKNOWLEDGED) {
      seconds.get(second)[0]++;
      if (lastAcknowledged != 0) {
        longestGap = Math.max(longestGap, now - lastAcknowledged);
      }
      lastAcknowledged = now;
    } else {
      seconds.get(second)[1]++;
    }
  }

  /** Seconds since it was begun. */
  public synchronized double now() {
    return (System.nanoTime() - begin) / NANOS;
  }

  /** Longest time between two acknowledgements while somebody was sending, in seconds. */
  public synchronized double longestGapSeconds() {
    return longestGap / NANOS;
  }

  /** Every second so far, in order. */
  public synchronized List<Second> seconds() {
    return seconds.stream().map(second -> new Second(second[0], second[1])).toList();
  }
}
