package io.longshore.ssd.data;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Draws single views for the tests. */
final class Views {
  private Views() {}

  /** One view of an image. */
  static byte[] of(ImageShape shape, byte[] image, Augmentation augmentation, long seed) {
    TrainingSet one = TrainingSet.ofRows(shape, 1, image.clone(), new int[] {0});
    ByteBuffer batch =
        new ImageBatches(one, 1).draw(new int[] {0}, augmentation, new SplittableRandom(seed));
    byte[] view = new byte[image.length];
    batch.get(view);
    return view;
  }

  static byte[] of(ImageShape shape, byte[] image, Transform transform, long seed) {
    return of(shape, image, Augmentation.NONE.then(transform), seed);
  }

  /** A canvas with an image given as values from 0 to 255. */
  static Canvas canvas(ImageShape shape, int... values) {
    Canvas canvas = new Canvas(shape);
    canvas.load(bytes(values), 0);
    return canvas;
  }

  /** What a canvas shows, as values from 0 to 255. */
  static int[] values(Canvas canvas) {
    int[] values = new int[canvas.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = canvas.pixels()[i] & 0xff;
    }
    return values;
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Noise, the same for the same seed. */
  static byte[] noise(ImageShape shape, long seed) {
    byte[] image = new byte[shape.bytes()];
    new SplittableRandom(seed).nextBytes(image);
    return image;
  }
}
