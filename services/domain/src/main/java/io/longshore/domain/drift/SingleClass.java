package io.longshore.domain.drift;

import java.util.HashMap;

/** Evidence that one class, any one, became more or less frequent by some factor. */
final class SingleClass {
  private static final double[] FACTORS = {0.25, 0.5, 2, 4, 8, 16, 32};
  private static final double MOST = 0.9;

  private final FrequencyTree tree;

  SingleClass(FrequencyTree tree) {
    this.tree = tree;
  }

  double logE(long[] categories, long[] groups, long units) {
    double[] known = new double[groups.length];
    for (int g = 0; g < groups.length; g++) {
      known[g] = outcome(tree.groupRate()[g] / tree.total(), tree.total(), groups[g], units);
    }
    var sum = new LogSum();
    var alike = new HashMap<Long, Double>();
    for (int k = 0; k < categories.length; k++) {
      if (k > 0 && !areAlike(k - 1, k)) {
        alike.clear();
      }
      int category = k;
      int g = tree.groupOf()[k];
      sum.add(
          alike.computeIfAbsent(
              categories[k], hits -> logE(category, hits, groups[g], units, known[g])));
    }
    return sum.mean();
  }

  /**
   * Whether two classes are told apart by their counts alone. In a long tail most neighbours are
   * alike and have few units, so that most of their evidence was computed already.
   */
  private boolean areAlike(int one, int other) {
    return tree.groupOf()[one] == tree.groupOf()[other] && tree.rate()[one] == tree.rate()[other];
  }

  /** Of one class: its group takes more or fewer of all units, and it of the group's. */
  private double logE(int k, long hits, long group, long units, double known) {
    int g = tree.groupOf()[k];
    double total = tree.total();
    double others = tree.groupRate()[g] - tree.rate()[k];
    double outside = total - tree.groupRate()[g];
    boolean alone = tree.size()[g] == 1;
    double concentration = tree.groupWithin()[g];
    double share = tree.within()[k] / concentration;
    double knownWithin = alone ? 0 : outcome(share, concentration, hits, group);
    var sum = new LogSum();
    for (double factor : FACTORS) {
      double moved = factor * tree.rate()[k];
      double mean = Math.min(MOST, (others + moved) / (others + moved + outside));
      double log = outcome(mean, total, group, units) - known;
      if (!alone) {
        log += outcome(moved / (others + moved), concentration, hits, group) - knownWithin;
      }
      sum.add(log);
    }
    return sum.mean();
  }

  /** The part of a beta-binomial's log probability that depends on its mean. */
  private static double outcome(double mean, double concentration, long hits, long draws) {
    return BetaBinomial.rising(mean * concentration, hits)
        + BetaBinomial.rising((1 - mean) * concentration, draws - hits);
  }
}
