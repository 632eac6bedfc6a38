package io.longshore.domain.drift;

import java.util.List;

/**
 * Evidence that frequent and rare classes changed places: the share of one group or of all groups
 * down to some frequency is another, or the whole profile is steeper, flatter or raised at one end.
 */
final class BetweenGroups {
  private static final double[] SPREADS = {1, 4, 16, 64, 256};

  private final FrequencyTree tree;
  private final List<double[]> tilts;

  BetweenGroups(FrequencyTree tree) {
    this.tree = tree;
    this.tilts = tree.tilts();
  }

  double logE(long[] groups, long units) {
    var scan = new LogSum();
    long hits = 0;
    double rate = 0;
    for (int g = 0; g < groups.length && groups.length > 1; g++) {
      scan.add(share(groups[g], units, tree.groupRate()[g]));
      hits += groups[g];
      rate += tree.groupRate()[g];
      if (g > 0 && g < groups.length - 2) {
        scan.add(share(hits, units, rate));
      }
    }
    var tilted = new LogSum();
    for (double[] tilt : tilts) {
      double log = 0;
      for (int g = 0; g < groups.length; g++) {
        log += BetaBinomial.rising(tilt[g], groups[g]);
        log -= BetaBinomial.rising(tree.groupRate()[g], groups[g]);
      }
      tilted.add(log);
    }
    return LogMean.of(scan.mean(), tilted.mean());
  }

  /** One share against any other, from anywhere to close by. */
  private double share(long hits, long units, double rate) {
    double mean = rate / tree.total();
    double known = BetaBinomial.logProbability(hits, units, mean, tree.total());
    var sum = new LogSum();
    for (double spread : SPREADS) {
      double concentration = spread / Math.min(mean, 1 - mean);
      if (sum.terms() == 0 || concentration <= tree.total() / 2) {
        concentration = Math.min(concentration, tree.total() / 2);
        sum.add(BetaBinomial.logProbability(hits, units, mean, concentration) - known);
      }
    }
    return sum.mean();
  }
}
