package io.longshore.bench.continual;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Test images of the classes seen so far; no model is told which task an image is of.
 *
 * @param images pixels (n, height, width, channels)
 * @param labels their classes (n), numbered as they arrived
 */
@SuppressWarnings("ArrayRecordComponent") // images; never compared
record Exam(int classes, byte[] images, int[] labels) {

  /**
   * Percent of each class's images that are named right; NaN for a class without one.
   *
   * @param logits (n, classes)
   */
  List<Double> mark(float[] logits) {
    int[] total = new int[classes];
    int[] right = new int[classes];
    for (int i = 0; i < labels.length; i++) {
      total[labels[i]]++;
      right[labels[i]] += named(logits, i) == labels[i] ? 1 : 0;
    }
    return IntStream.range(0, classes).mapToObj(c -> 100.0 * right[c] / total[c]).toList();
  }

  private int named(float[] logits, int image) {
    int row = image * classes;
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = logits[row + c] > logits[row + best] ? c : best;
    }
    return best;
  }
}
