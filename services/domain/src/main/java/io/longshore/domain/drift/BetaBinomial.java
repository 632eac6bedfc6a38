package io.longshore.domain.drift;

/** The probability of a sequence of draws with two outcomes whose share has a Beta prior. */
final class BetaBinomial {

  private BetaBinomial() {}

  /**
   * log of B(a + hits, b + draws - hits) / B(a, b).
   *
   * @param mean of the prior, in (0, 1)
   * @param concentration a + b
   */
  static double logProbability(long hits, long draws, double mean, double concentration) {
    double a = mean * concentration;
    double b = (1 - mean) * concentration;
    return rising(a, hits) + rising(b, draws - hits) - rising(concentration, draws);
  }

  /** log of Gamma(a + n) / Gamma(a). */
  static double rising(double a, long n) {
    return n == 0 ? 0 : LogGamma.of(a + n) - LogGamma.of(a);
  }
}
