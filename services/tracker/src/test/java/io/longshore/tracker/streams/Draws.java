package io.longshore.tracker.streams;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Seeded draws of class names from a mix. */
final class Draws {
  /** A long-tailed mix: 2,000 of the largest class, imbalance 200. */
  static final Map<String, Double> BEFORE = mix(2000, 1110, 616, 342, 190, 105, 58, 32, 18, 10);

  /** The head fell, the middle rose. */
  static final Map<String, Double> AFTER = mix(400, 300, 300, 900, 900, 900, 58, 32, 18, 10);

  private final Map<String, Double> mix;
  private final Random random;
  private final double total;

  Draws(Map<String, Double> mix, long seed) {
    this.mix = new TreeMap<>(mix);
    this.random = new Random(seed);
    this.total = mix.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  String next() {
    double left = random.nextDouble() * total;
    for (Map.Entry<String, Double> entry : mix.entrySet()) {
      left -= entry.getValue();
      if (left < 0) {
        return entry.getKey();
      }
    }
    return new TreeMap<>(mix).lastKey();
  }

  static Map<String, Double> mix(double... weights) {
    var mix = new TreeMap<String, Double>();
    for (int k = 0; k < weights.length; k++) {
      mix.put("class-" + k, weights[k]);
    }
    return mix;
  }
}
