package io.longshore.domain.drift;

/**
 * Evidence that a few classes of a group rose out of it, or that its classes differ more than they
 * did: a product over groups, because the units of one group say nothing of another's.
 *
 * <p>Few risen classes are looked for by breaking a stick: each class against those after it either
 * keeps its share or has a larger one, with a probability of one class in the group or of one in
 * twelve.
 */
final class WithinGroups {
  private static final double[] LOOSER = {4, 16, 64, 256};
  private static final double[] RISES = {3, 12, 48};
  private static final double ONE_IN_TWELVE = 1.0 / 12;
  private static final double MOST = 0.7;

  private final FrequencyTree tree;

  WithinGroups(FrequencyTree tree) {
    this.tree = tree;
  }

  double logE(long[] categories, long[] groups) {
    double log = 0;
    for (int k = 0; k < categories.length; ) {
      int g = tree.groupOf()[k];
      int end = k + tree.size()[g];
      if (tree.size()[g] > 1 && groups[g] > 0) {
        log += LogSum.mixed(1.0 / tree.groups(), group(categories, k, end, g, groups[g]));
      }
      k = end;
    }
    return log;
  }

  private double group(long[] categories, int from, int to, int g, long units) {
    var sum = new LogSum();
    double concentration = tree.groupWithin()[g];
    for (double looser : LOOSER) {
      double log =
          BetaBinomial.rising(concentration, units)
              - BetaBinomial.rising(concentration / looser, units);
      for (int k = from; k < to; k++) {
        double a = tree.within()[k];
        log += BetaBinomial.rising(a / looser, categories[k]);
        log -= BetaBinomial.rising(a, categories[k]);
      }
      sum.add(log);
    }
    double one = 0;
    double several = 0;
    long left = units;
    for (int k = from; k < to - 1; k++) {
      double rise = rise(categories[k], left, tree.within()[k], concentration);
      one += LogSum.mixed(1.0 / (to - from), rise);
      several += LogSum.mixed(ONE_IN_TWELVE, rise);
      left -= categories[k];
      concentration -= tree.within()[k];
    }
    sum.add(one);
    sum.add(several);
    return sum.mean();
  }

  private static double rise(long hits, long draws, double a, double concentration) {
    double known = BetaBinomial.logProbability(hits, draws, a / concentration, concentration);
    var sum = new LogSum();
    for (double factor : RISES) {
      double mean = Math.min(MOST, factor * a / concentration);
      sum.add(BetaBinomial.logProbability(hits, draws, mean, 1 / mean) - known);
    }
    return sum.mean();
  }
}
