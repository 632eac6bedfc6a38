package io.longshore.domain.drift;

/** The probability of a sequence of draws with two outcomes whose share has a Beta prior. */
public final class BetaBinomial {
  private static final long FEW = 12;

  /** Twelve factors of this size are far from overflowing. */
  private static final double LARGE = 1e20;

  private BetaBinomial() {}

  /**
   * log of B(a + hits, b + draws - hits) / B(a, b).
   *
   * @param mean of the prior, in (0, 1)
   * @param concentration a + b
   */
  public static double logProbability(long hits, long draws, double mean, double concentration) {
    double a = mean * concentration;
    double b = (1 - mean) * concentration;
    return rising(a, hits) + rising(b, draws - hits) - rising(concentration, draws);
  }

  /** log of Gamma(a + n) / Gamma(a). */
  static double rising(double a, long n) {
    return n <= FEW && a < LARGE ? Math.log(product(a, n)) : LogGamma.of(a + n) - LogGamma.of(a);
  }

  /** Most classes of a long tail have few units, and one logarithm is quicker than two series. */
  private static double product(double a, long n) {
    double product = 1;
    for (long i = 0; i < n; i++) {
      product *= a + i;
    }
    return product;
  }
}
