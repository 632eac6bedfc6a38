package io.longshore.bench.continual;

import io.longshore.bench.ssd.LongTailedTask;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Six classes, each a pattern of bright and dark pixels of its own under noise. */
final class TinyTail {
  static final ImageShape SHAPE = new ImageShape(6, 6, 1);

  private TinyTail() {}

  /** Few images of the later classes, eight test images of each. */
  static LongTailedTask task() {
    int[] labels = labels(30, 24, 18, 12, 8, 5);
    int[] testLabels = labels(8, 8, 8, 8, 8, 8);
    return new LongTailedTask(
        "tiny",
        6,
        List.of("a", "b", "c", "d", "e", "f"),
        TrainingSet.ofRows(SHAPE, 6, images(labels, 1), labels),
        images(testLabels, 2),
        testLabels);
  }

  private static int[] labels(int... counts) {
    int[] labels = new int[Arrays.stream(counts).sum()];
    for (int c = 0, at = 0; c < counts.length; c++) {
      for (int i = 0; i < counts[c]; i++) {
        labels[at++] = c;
      }
    }
    return labels;
  }

  private static byte[] images(int[] labels, long seed) {
    var noise = new SplittableRandom(seed);
    byte[] pixels = new byte[labels.length * SHAPE.bytes()];
    for (int i = 0; i < labels.length; i++) {
      var pattern = new SplittableRandom(100 + labels[i]);
      for (int p = 0; p < SHAPE.bytes(); p++) {
        int light = pattern.nextBoolean() ? 120 : 30;
        pixels[i * SHAPE.bytes() + p] = (byte) (light + noise.nextInt(100));
      }
    }
    return pixels;
  }
}
