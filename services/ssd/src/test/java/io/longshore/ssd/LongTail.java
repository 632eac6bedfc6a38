package io.longshore.ssd;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import java.util.SplittableRandom;

/** Small images, brighter in the part that belongs to their class, few of the later classes. */
final class LongTail {
  static final ImageShape SHAPE = new ImageShape(6, 6, 1);
  static final int CLASSES = 3;

  private LongTail() {}

  static TrainingSet images(long seed) {
    return images(seed, 24, 8, 4);
  }

  static TrainingSet images(long seed, int... counts) {
    int size = 0;
    for (int count : counts) {
      size += count;
    }
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[size * SHAPE.bytes()];
    int[] labels = new int[size];
    int image = 0;
    for (int c = 0; c < counts.length; c++) {
      for (int i = 0; i < counts[c]; i++, image++) {
        labels[image] = c;
        for (int p = 0; p < SHAPE.bytes(); p++) {
          int light = p / SHAPE.width() / 2 == c ? 150 : 20;
          pixels[image * SHAPE.bytes() + p] = (byte) (light + random.nextInt(80));
        }
      }
    }
    return TrainingSet.ofRows(SHAPE, counts.length, pixels, labels);
  }
}
