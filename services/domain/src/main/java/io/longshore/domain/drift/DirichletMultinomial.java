package io.longshore.domain.drift;

/**
 * The probability of a sequence of independent draws whose unknown class mix has a Dirichlet prior.
 *
 * <p>Of the sequence, not of its counts: the multinomial coefficient is the same under any two
 * priors and cancels in every ratio taken here.
 */
final class DirichletMultinomial {

  private DirichletMultinomial() {}

  /**
   * log of Gamma(A) / Gamma(A + n) times the product over k of Gamma(a_k + n_k) / Gamma(a_k), with
   * A and n the sums. Categories never drawn cost nothing.
   *
   * @param counts n_k, draws of each category
   * @param shape probabilities of the categories, summing to one
   * @param concentration A; the prior is Dirichlet(A * shape)
   */
  static double logProbability(long[] counts, double[] shape, double concentration) {
    long draws = 0;
    double log = 0;
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] > 0) {
        double a = concentration * shape[k];
        draws += counts[k];
        log += BetaBinomial.rising(a, counts[k]);
      }
    }
    return log - BetaBinomial.rising(concentration, draws);
  }
}
