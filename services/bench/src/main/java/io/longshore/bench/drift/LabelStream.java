package io.longshore.bench.drift;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Labels drawn from a mix, each repeated as often as a burst is long. */
public final class LabelStream {
  private final double[] cumulative;
  private final SplittableRandom random;
  private final int burst;
  private int again;
  private int last;

  /**
   * @param shares by class; need not add up to one
   * @param burst labels of the same class in a row; 1 for independent labels
   */
  public LabelStream(double[] shares, int burst, SplittableRandom random) {
    this.cumulative = shares.clone();
    Arrays.parallelPrefix(cumulative, Double::sum);
    this.burst = burst;
    this.random = random;
  }

  /** Class of the next label. */
  public int next() {
    if (again == 0) {
      last = drawn();
      again = burst;
    }
    again--;
    return last;
  }

  /** The next labels, counted by class. */
  public long[] count(int labels) {
    long[] counts = new long[cumulative.length];
    for (int i = 0; i < labels; i++) {
      counts[next()]++;
    }
    return counts;
  }

  private int drawn() {
    double total = cumulative[cumulative.length - 1];
    int at = Arrays.binarySearch(cumulative, random.nextDouble() * total);
    int place = at < 0 ? -at - 1 : at + 1; // a class of share zero ends where it begins
    return Math.min(place, cumulative.length - 1);
  }
}
