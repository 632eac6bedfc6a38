package io.longshore.ssd.net;

import java.util.SplittableRandom;

/**
 * First values of parameters. Each tensor's own stream comes from the seed and its name, whatever
 * was made before.
 */
final class Initial {
  private Initial() {}

  /** Normal with variance 2 / fanIn (He et al., 2015), right for layers that ReLU follows. */
  static float[] kaiming(int size, int fanIn, String name, long seed) {
    SplittableRandom random = stream(name, seed);
    double deviation = Math.sqrt(2.0 / fanIn);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  /** Uniform in +-1/sqrt(fanIn), for linear heads. */
  static float[] uniform(int size, int fanIn, String name, long seed) {
    SplittableRandom random = stream(name, seed);
    double bound = 1 / Math.sqrt(fanIn);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  private static SplittableRandom stream(String name, long seed) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
  }
}
