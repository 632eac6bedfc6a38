package io.longshore.domain.drift;

/** Evidence that one class, any one, became more or less frequent by some factor. */
final class SingleClass {
  private static final double[] FACTORS = {0.25, 0.5, 2, 4, 8, 16, 32};
  private static final double MOST = 0.9;

  private final FrequencyTree tree;

  SingleClass(FrequencyTree tree) {
    this.tree = tree;
  }

  double logE(long[] categories, long[] groups, long units) {
    var sum = new LogSum();
    for (int k = 0; k < categories.length; k++) {
      sum.add(logE(k, categories[k], groups[tree.groupOf()[k]], units));
    }
    return sum.mean();
  }

  /** Of one class: its group takes more or fewer of all units, and it of the group's. */
  double logE(int k, long hits, long group, long units) {
    int g = tree.groupOf()[k];
    double total = tree.total();
    double others = tree.groupRate()[g] - tree.rate()[k];
    double outside = total - tree.groupRate()[g];
    boolean alone = tree.size()[g] == 1;
    double known = BetaBinomial.logProbability(group, units, tree.groupRate()[g] / total, total);
    double concentration = tree.groupWithin()[g];
    double share = tree.within()[k] / concentration;
    double knownWithin = alone ? 0 : BetaBinomial.logProbability(hits, group, share, concentration);
    var sum = new LogSum();
    for (double factor : FACTORS) {
      double moved = factor * tree.rate()[k];
      double mean = Math.min(MOST, (others + moved) / (others + moved + outside));
      double log = BetaBinomial.logProbability(group, units, mean, total) - known;
      if (!alone) {
        double part = moved / (others + moved);
        log += BetaBinomial.logProbability(hits, group, part, concentration) - knownWithin;
      }
      sum.add(log);
    }
    return sum.mean();
  }
}
