package io.longshore.ssd;

import java.util.SplittableRandom;

/** The distribution Beta(alpha, alpha) over [0, 1], as the share of one of two gamma variates. */
final class SymmetricBeta {
  private SymmetricBeta() {}

  static double draw(double alpha, SplittableRandom random) {
    double x = logGamma(alpha, random);
    double y = logGamma(alpha, random);
    return 1 / (1 + Math.exp(y - x));
  }

  /**
   * Logarithm of a gamma variate (Marsaglia and Tsang, 2000). Where the shape is below 1, one of
   * shape + 1 shrinks by u^(1/shape); as a logarithm it cannot underflow.
   */
  private static double logGamma(double shape, SplittableRandom random) {
    if (shape < 1) {
      return logGamma(shape + 1, random) + Math.log(1 - random.nextDouble()) / shape;
    }
    double d = shape - 1.0 / 3;
    while (true) {
      double normal = random.nextGaussian();
      double v = Math.pow(1 + normal / Math.sqrt(9 * d), 3);
      double u = 1 - random.nextDouble();
      if (v > 0 && Math.log(u) < normal * normal / 2 + d - d * v + d * Math.log(v)) {
        return Math.log(d * v);
      }
    }
  }
}
