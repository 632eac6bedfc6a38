package io.longshore.bench.drift;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Counts of labels drawn from a mix, each repeated as often as a burst is long. */
final class LabelStream {
  private final double[] cumulative;
  private final SplittableRandom random;
  private final int burst;
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final String[] names;
  private int again;
  private String last = "";

  LabelStream(double[] shares, int burst, SplittableRandom random) {
    this.cumulative = shares.clone();
    Arrays.parallelPrefix(cumulative, Double::sum);
    this.burst = burst;
    this.random = random;
    this.names = new String[shares.length];
    Arrays.setAll(names, "class-%05d"::formatted);
  }

  /** All counts after some more labels. */
  Map<String, Long> draw(int labels) {
    for (int i = 0; i < labels; i++) {
      if (again == 0) {
        int at = Arrays.binarySearch(cumulative, random.nextDouble());
        last = names[Math.min(at < 0 ? -at - 1 : at, names.length - 1)];
        again = burst;
      }
      again--;
      counts.merge(last, 1L, Long::sum);
    }
    return counts;
  }
}
