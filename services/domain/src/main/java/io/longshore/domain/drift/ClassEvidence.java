package io.longshore.domain.drift;

/**
 * Evidence that the share of one class, against all others together, is another than it was.
 *
 * <p>E = Q / P for one class's hits among all units. P is the larger of two posterior predictive
 * probabilities of an unchanged share: Beta(w + 1/2, N - w + 1/2), from the class's own w of the
 * reference's N units, and the Beta with the mean and the variance that the {@link FrequencyTree}
 * gives it from what rare classes have in common. Q is a mixture of Betas from the same mean, ever
 * narrower, and of means raised 4, 16 and 64 times. It says nothing of whether other classes moved,
 * so it stays an e-value for an unmoved class however they did.
 *
 * @param share expected if nothing moved, the mean of the tree's Beta
 * @param concentration of the tree's Beta
 * @param ownShare mean of the class's own Beta
 * @param ownConcentration of the class's own Beta
 */
record ClassEvidence(double share, double concentration, double ownShare, double ownConcentration) {
  private static final double[] SPREADS = {1, 4, 16, 64, 256};
  private static final double[] RISES = {4, 16, 64};
  private static final double MOST = 0.7;
  private static final double HALF = 0.5;

  /**
   * Of a category of the tree.
   *
   * @param weight of the category in the reference
   * @param total weight of all categories
   */
  static ClassEvidence of(FrequencyTree tree, int k, double weight, double total) {
    int g = tree.groupOf()[k];
    double group = tree.groupRate()[g] / tree.total();
    double within = tree.within()[k] / tree.groupWithin()[g];
    double mean = group * within;
    double ofGroup = variance(group, tree.total());
    double ofWithin = variance(within, tree.groupWithin()[g]);
    double variance = ofGroup * ofWithin + ofGroup * within * within + ofWithin * group * group;
    double concentration = mean * (1 - mean) / variance - 1;
    return new ClassEvidence(mean, concentration, (weight + HALF) / (total + 1), total + 1);
  }

  /** log of the e-value of some hits among units. */
  double logE(long hits, long units) {
    double unchanged = logUnchanged(hits, units);
    var moved = new LogSum();
    for (double spread : SPREADS) {
      double width = spread / Math.min(share, 1 - share);
      moved.add(BetaBinomial.logProbability(hits, units, share, width));
    }
    for (double rise : RISES) {
      double mean = Math.min(MOST, rise * share);
      moved.add(BetaBinomial.logProbability(hits, units, mean, 1 / mean));
    }
    return moved.mean() - unchanged;
  }

  /** log of P, at least that of either predictive probability of a sequence with these hits. */
  double logUnchanged(long hits, long units) {
    return Math.max(
        BetaBinomial.logProbability(hits, units, share, concentration),
        BetaBinomial.logProbability(hits, units, ownShare, ownConcentration));
  }

  private static double variance(double mean, double concentration) {
    return mean * (1 - mean) / (concentration + 1);
  }
}
