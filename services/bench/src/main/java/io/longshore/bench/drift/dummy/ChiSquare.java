package io.longshore.bench.drift.dummy;

import io.longshore.bench.drift.Reference;

/**
 * One minus the p-value of Pearson's goodness-of-fit test, the reference taken as the exact mix:
 * the sum of (observed - expected)^2 / expected over classes has a chi-square distribution with one
 * degree of freedom less than there are classes, where many labels of each are expected.
 *
 * <p>Classes that the reference never saw are left out, which spares the test infinite statistics.
 */
public final class ChiSquare implements Distance {
  /** p below 0.05. */
  public static final double THRESHOLD = 0.95;

  @Override
  public double between(Reference reference, long[] live) {
    double total = 0;
    int known = 0;
    for (int k = 0; k < live.length; k++) {
      total += reference.count(k) == 0 ? 0 : live[k];
      known += reference.count(k) == 0 ? 0 : 1;
    }
    if (known < 2) {
      return 0;
    }
    double each = total / reference.total();
    double statistic = 0;
    for (int k = 0; k < live.length; k++) {
      double expected = each * reference.count(k);
      double off = live[k] - expected;
      statistic += expected == 0 ? 0 : off * off / expected;
    }
    return 1 - ChiSquareTail.above(statistic, known - 1);
  }
}
