package io.longshore.standalone.soak;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import java.util.Random;

/** Images of noise: memory does not care what it sees. */
final class NoiseImages {
  static final ImageShape SHAPE = new ImageShape(28, 28, 1);
  static final int CLASSES = 10;

  private NoiseImages() {}

  static TrainingSet set(int images, long seed) {
    return set(SHAPE, CLASSES, images, seed);
  }

  static TrainingSet set(ImageShape shape, int classes, int images, long seed) {
    var random = new Random(seed);
    byte[] pixels = new byte[images * shape.bytes()];
    random.nextBytes(pixels);
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = i % classes;
    }
    return TrainingSet.ofRows(shape, classes, pixels, labels);
  }
}
