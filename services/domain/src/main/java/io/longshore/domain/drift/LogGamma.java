package io.longshore.domain.drift;

/**
 * The logarithm of the gamma function, which the JDK does not have.
 *
 * <p>Stirling's series (Abramowitz and Stegun, 6.1.41) from ten upwards, where its first neglected
 * term is below 1e-16; smaller arguments are lifted there by Gamma(x + 1) = x Gamma(x).
 */
final class LogGamma {
  private static final double SERIES_FROM = 10;
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** B(2k) / (2k (2k - 1)) for k = 1, 2, ...: the coefficients of x^(1 - 2k). */
  private static final double[] STIRLING = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156
  };

  private LogGamma() {}

  /**
   * log Gamma(x).
   *
   * @throws IllegalArgumentException unless x is positive and finite
   */
  static double of(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      throw new IllegalArgumentException("log gamma is wanted of " + x + ", not a positive number");
    }
    if (x >= SERIES_FROM) {
      return stirling(x);
    }
    double lift = 1;
    double at = x;
    while (at < SERIES_FROM) {
      lift *= at;
      at++;
    }
    return stirling(at) - Math.log(lift);
  }

  private static double stirling(double x) {
    double inverseSquare = 1 / (x * x);
    double series = 0;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      series = series * inverseSquare + STIRLING[k];
    }
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series / x;
  }
}
