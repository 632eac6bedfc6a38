package io.longshore.bench.drift.dummy;

import io.longshore.bench.drift.Reference;
import java.util.Arrays;

/**
 * The population stability index: the sum of (q - p) log(q / p) over classes, in nats. 0.2 and more
 * is what credit scoring calls a significant change (Siddiqi, Credit Risk Scorecards, 2006).
 *
 * <p>A share of zero counts as one in ten thousand, the usual remedy: without one the index of any
 * class not seen yet is infinite.
 */
public final class StabilityIndex implements Distance {
  public static final double THRESHOLD = 0.2;
  private static final double LEAST_SHARE = 1e-4;

  @Override
  public double between(Reference reference, long[] live) {
    double total = Arrays.stream(live).sum();
    double known = reference.total();
    double sum = 0;
    for (int k = 0; k < live.length; k++) {
      double p = atLeast(reference.count(k) / known);
      double q = atLeast(live[k] / total);
      sum += (q - p) * Math.log(q / p);
    }
    return sum;
  }

  private static double atLeast(double share) {
    return share == 0 ? LEAST_SHARE : share;
  }
}
