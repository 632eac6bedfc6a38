package io.longshore.ssd.rebalance;

/**
 * e^x of many numbers that are not positive, quickly: multiplications and additions alone, which
 * the compiler turns into vector instructions, where {@link Math#exp} is called number by number. A
 * softmax over many classes spends its time here.
 *
 * <p>{@code e^x = (e^(x / 1024))^1024}: the inner power by the first terms of its series, the outer
 * one by squaring ten times. Below {@link #LEAST} the answer is that of {@link #LEAST}. The
 * relative error is less than 1e-7, and the same on every machine.
 */
final class Exponential {
  /** e^-60 is 1e-26: nothing beside the 1 that every softmax contains. */
  static final double LEAST = -60;

  private static final double PART = 1.0 / 1024;

  private Exponential() {}

  /** Replaces each x by e^x. */
  static void inPlace(double[] x) {
    for (int i = 0; i < x.length; i++) {
      double y = Math.max(x[i], LEAST) * PART;
      double e = 1 + y * (1 + y * (1.0 / 2 + y * (1.0 / 6 + y * (1.0 / 24 + y * (1.0 / 120)))));
      double e2 = e * e;
      double e4 = e2 * e2;
      double e8 = e4 * e4;
      double e16 = e8 * e8;
      double e32 = e16 * e16;
      double e64 = e32 * e32;
      double e128 = e64 * e64;
      double e256 = e128 * e128;
      double e512 = e256 * e256;
      x[i] = e512 * e512;
    }
  }
}
