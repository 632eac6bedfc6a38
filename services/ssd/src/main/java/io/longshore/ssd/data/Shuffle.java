package io.longshore.ssd.data;

import java.util.SplittableRandom;

/** Fisher-Yates, so that an order depends on the seed alone. */
final class Shuffle {
  private Shuffle() {}

  static void inPlace(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
