package io.longshore.bench.drift.dummy;

/** The chance of a chi-square variable being above a value. */
final class ChiSquareTail {
  private static final double PRECISION = 1e-12;
  private static final double TINY = 1e-300;

  private ChiSquareTail() {}

  /**
   * Q(d/2, x/2), the regularised upper incomplete gamma function: its series below the mean, its
   * continued fraction above (Abramowitz and Stegun, 6.5.29 and 6.5.31).
   *
   * @param degrees of freedom, at least one
   */
  static double above(double x, int degrees) {
    if (x <= 0) {
      return 1;
    }
    double shape = degrees / 2.0;
    double at = x / 2;
    double scale = Math.exp(shape * Math.log(at) - at - logGamma(degrees));
    return at < shape + 1 ? 1 - scale * series(shape, at) : scale * fraction(shape, at);
  }

  private static double series(double shape, double x) {
    double term = 1 / shape;
    double sum = term;
    for (double n = shape + 1; term > sum * PRECISION; n++) {
      term *= x / n;
      sum += term;
    }
    return sum;
  }

  /** Lentz's evaluation from the front. */
  private static double fraction(double shape, double x) {
    double b = x + 1 - shape;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    double step = 0;
    for (int i = 1; Math.abs(step - 1) > PRECISION; i++) {
      double a = -i * (i - shape);
      b += 2;
      d = 1 / nonZero(a * d + b);
      c = nonZero(b + a / c);
      step = d * c;
      value *= step;
    }
    return value;
  }

  private static double nonZero(double x) {
    return Math.abs(x) < TINY ? TINY : x;
  }

  /** log Gamma(d/2) by Gamma(a + 1) = a Gamma(a), from Gamma(1/2) or Gamma(1). */
  private static double logGamma(int degrees) {
    double log = degrees % 2 == 0 ? 0 : 0.5 * Math.log(Math.PI);
    for (double a = degrees % 2 == 0 ? 1 : 0.5; a < degrees / 2.0; a++) {
      log += Math.log(a);
    }
    return log;
  }
}
