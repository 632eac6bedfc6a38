package io.longshore.loadtest.kill;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each class comes; draws classes. */
record Mix(SortedMap<String, Integer> weights) {
  /** A long tail. */
  static final Mix LONG_TAIL =
      new Mix(new TreeMap<>(Map.of("ant", 60, "bee", 25, "cow", 10, "dog", 5)));

  /** The tail comes to the front, which is worth an alarm. */
  static final Mix SHIFTED =
      new Mix(new TreeMap<>(Map.of("ant", 15, "bee", 15, "cow", 20, "dog", 50)));

  String draw(Random random) {
    int total = weights.values().stream().mapToInt(Integer::intValue).sum();
    int at = random.nextInt(total);
    for (Map.Entry<String, Integer> entry : weights.entrySet()) {
      at -= entry.getValue();
      if (at < 0) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("weights sum to less than " + total);
  }

  List<String> classes() {
    return List.copyOf(weights.keySet());
  }
}
