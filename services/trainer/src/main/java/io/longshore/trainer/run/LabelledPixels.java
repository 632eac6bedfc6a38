package io.longshore.trainer.run;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.GoldenBatch;
import java.util.Arrays;

/**
 * Labelled images of one shape, with their pixels in memory.
 *
 * @param shape of every image
 * @param images which they are
 * @param pixels (images, height, width, channels) unsigned bytes
 */
public record LabelledPixels(ImageShape shape, LabelledImages images, byte[] pixels) {

  public LabelledPixels {
    if ((long) images.size() * shape.size() != pixels.length) {
      throw new IllegalArgumentException(
          "%d bytes do not make %d images of %s".formatted(pixels.length, images.size(), shape));
    }
  }

  public int size() {
    return images.size();
  }

  /** At most so many images, spread evenly over all. */
  public LabelledPixels spread(int most) {
    LabelledImages chosen = images.spread(most);
    byte[] copied = new byte[chosen.size() * shape.size()];
    for (int i = 0; i < chosen.size(); i++) {
      int from = (int) ((long) i * size() / chosen.size());
      System.arraycopy(pixels, from * shape.size(), copied, i * shape.size(), shape.size());
    }
    return new LabelledPixels(shape, chosen, copied);
  }

  /** At most so many images, as many of each class as can be. */
  public LabelledPixels balanced(int most) {
    int[] indices = images.balanced(most);
    byte[] copied = new byte[indices.length * shape.size()];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * shape.size(), copied, i * shape.size(), shape.size());
    }
    return new LabelledPixels(shape, images.at(indices), copied);
  }

  /**
   * A few images with what a model says of them, as many of each class as can be.
   *
   * @param most so many images at most
   * @param logits (images, classes) of all
   */
  public GoldenBatch golden(int most, int classes, float[] logits) {
    int[] indices = images.balanced(most);
    float[] said = new float[indices.length * classes];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(logits, indices[i] * classes, said, i * classes, classes);
    }
    return new GoldenBatch(shape, classes, balanced(most).pixels(), said);
  }

  /** Pixels of one image. */
  public byte[] pixels(int image) {
    return Arrays.copyOfRange(pixels, image * shape.size(), (image + 1) * shape.size());
  }
}
