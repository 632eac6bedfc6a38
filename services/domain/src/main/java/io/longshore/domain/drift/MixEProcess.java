package io.longshore.domain.drift;

/**
 * Evidence that units no longer follow the reference mix, valid at every look.
 *
 * <p>The statistic of Lindon and Malek, Anytime-Valid Inference for Multinomial Count Data (NeurIPS
 * 2022, <a href="https://arxiv.org/abs/2011.03567">arXiv 2011.03567</a>), with a
 * posterior-predictive null: E is the mean over c of DM(n; c p) / DM(n; reference + 1/2), where p
 * is the posterior mean of the reference mix and DM the Dirichlet-multinomial probability of the
 * units seen. What is not known of the reference is in the null, so that an alarm says "the mix
 * moved" and not "the reference was estimated from few labels". A small c looks for large shifts, a
 * large one for small shifts.
 *
 * <p>If nothing moved, E has mean one at any time and P(E ever reaches 1/alpha) is at most alpha
 * (Ville's inequality), averaged over what the reference mix may be, for exchangeable units. Images
 * of one session or track are not exchangeable: count units. The average is over a Dirichlet(1/2)
 * prior, which speaks loudly where a reference has few units a class; simulated with ten a class
 * (1,000 classes), alpha 0.01 and 20,000 units, 2 runs of 100 raised a false alarm, and none of 100
 * within 2,000 units.
 */
final class MixEProcess {
  private static final double[] CONCENTRATIONS = {30, 300, 3_000, 30_000};

  private MixEProcess() {}

  /**
   * log E of the units on one grouping.
   *
   * @param counts units by group
   * @param concentration of the reference's Dirichlet
   */
  static double logE(Grouping grouping, long[] counts, double concentration) {
    double logNull = DirichletMultinomial.logProbability(counts, grouping.shape(), concentration);
    double[] logRatios = new double[CONCENTRATIONS.length];
    for (int i = 0; i < logRatios.length; i++) {
      logRatios[i] =
          DirichletMultinomial.logProbability(counts, grouping.shape(), CONCENTRATIONS[i])
              - logNull;
    }
    return LogMean.of(logRatios);
  }
}
