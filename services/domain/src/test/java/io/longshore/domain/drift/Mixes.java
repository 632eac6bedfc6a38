package io.longshore.domain.drift;

import io.longshore.domain.model.ModelVersion;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Long-tailed mixes and seeded draws from them. */
final class Mixes {
  static final ModelVersion MODEL = new ModelVersion("a".repeat(64));

  private Mixes() {}

  /** Shares falling exponentially by the imbalance factor from the first class to the last. */
  static double[] exponential(int classes, double imbalance) {
    double[] shares = new double[classes];
    for (int k = 0; k < classes; k++) {
      shares[k] = Math.pow(imbalance, -(double) k / (classes - 1));
    }
    return normalised(shares);
  }

  static double[] normalised(double... shares) {
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  static Map<String, Double> weights(double... weights) {
    var map = new TreeMap<String, Double>();
    for (int k = 0; k < weights.length; k++) {
      map.put(name(k), weights[k]);
    }
    return map;
  }

  static String name(int k) {
    return "class-%03d".formatted(k);
  }

  /** Counts of draws; each call of {@link #draw} adds one. */
  static final class Stream {
    private final double[] cumulative;
    private final SplittableRandom random;
    private final Map<String, Long> counts = new TreeMap<>();

    Stream(double[] shares, long seed) {
      cumulative = shares.clone();
      Arrays.parallelPrefix(cumulative, Double::sum);
      random = new SplittableRandom(seed);
    }

    Map<String, Long> draw(int units) {
      for (int i = 0; i < units; i++) {
        int at = Arrays.binarySearch(cumulative, random.nextDouble());
        counts.merge(name(Math.min(at < 0 ? -at - 1 : at, cumulative.length - 1)), 1L, Long::sum);
      }
      return counts;
    }
  }

  /** A reference of that many units drawn from the shares. */
  static ReferenceMix estimated(double[] shares, int units, long seed) {
    double[] weights = new double[shares.length];
    var counts = new Stream(shares, seed).draw(units);
    for (int k = 0; k < weights.length; k++) {
      weights[k] = counts.getOrDefault(name(k), 0L);
    }
    return ReferenceMix.of(MODEL, weights(weights));
  }
}
