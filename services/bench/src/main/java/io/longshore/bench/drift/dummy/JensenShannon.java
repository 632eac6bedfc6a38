package io.longshore.bench.drift.dummy;

import io.longshore.bench.drift.Reference;
import java.util.Arrays;

/**
 * The Jensen-Shannon distance: the square root of the mean divergence, in nats, of both mixes from
 * the one halfway between them (Endres and Schindelin, IEEE Transactions on Information Theory 49,
 * 2003).
 *
 * <p>Natural logarithms, as {@code scipy.spatial.distance.jensenshannon} takes unless told
 * otherwise. Evidently calls it so, and calls 0.1 and more a drift.
 */
public final class JensenShannon implements Distance {
  public static final double THRESHOLD = 0.1;

  @Override
  public double between(Reference reference, long[] live) {
    double total = Arrays.stream(live).sum();
    double known = reference.total();
    double sum = 0;
    for (int k = 0; k < live.length; k++) {
      double p = reference.count(k) / known;
      double q = live[k] / total;
      sum += from(p, (p + q) / 2) + from(q, (p + q) / 2);
    }
    return Math.sqrt(Math.max(0, sum / 2));
  }

  private static double from(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle);
  }
}
