package io.longshore.bench.ssd;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Images of six by six pixels, each class bright in rows of its own; few of the later classes. */
final class TinyTask {
  private static final ImageShape SHAPE = new ImageShape(6, 6, 1);

  private TinyTask() {}

  static LongTailedTask withTail(int... counts) {
    int[] labels = labels(counts);
    int[] testLabels = labels(5, 5, 5);
    return new LongTailedTask(
        "tiny",
        6,
        List.of("top", "middle", "bottom"),
        TrainingSet.ofRows(SHAPE, 3, images(labels, 1), labels),
        images(testLabels, 2),
        testLabels);
  }

  static int[] labels(int... counts) {
    int[] labels = new int[Arrays.stream(counts).sum()];
    for (int c = 0, at = 0; c < counts.length; c++) {
      for (int i = 0; i < counts[c]; i++) {
        labels[at++] = c;
      }
    }
    return labels;
  }

  private static byte[] images(int[] labels, long seed) {
    var random = new SplittableRandom(seed);
    byte[] pixels = new byte[labels.length * SHAPE.bytes()];
    for (int at = 0; at < pixels.length; at++) {
      int row = at % SHAPE.bytes() / SHAPE.width();
      int light = row / 2 == labels[at / SHAPE.bytes()] ? 150 : 20;
      pixels[at] = (byte) (light + random.nextInt(80));
    }
    return pixels;
  }
}
