package io.longshore.trainer.run;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import java.util.List;

/**
 * Labelled images of one shape in memory.
 *
 * @param shape of every image
 * @param ids one an image
 * @param labels class index of each image
 * @param pixels (images, height, width, channels) unsigned bytes
 */
public record LabelledPixels(ImageShape shape, List<ImageId> ids, int[] labels, byte[] pixels) {

  public LabelledPixels {
    ids = List.copyOf(ids);
    if (ids.size() != labels.length || (long) labels.length * shape.size() != pixels.length) {
      throw new IllegalArgumentException(
          "%d ids, %d labels and %d bytes do not make images of %s"
              .formatted(ids.size(), labels.length, pixels.length, shape));
    }
  }

  public int size() {
    return labels.length;
  }

  /** Pixels of at most so many images, spread evenly over all; copied. */
  public byte[] spread(int most) {
    int wanted = Math.min(most, size());
    byte[] chosen = new byte[wanted * shape.size()];
    for (int i = 0; i < wanted; i++) {
      int image = (int) ((long) i * size() / wanted);
      System.arraycopy(pixels, image * shape.size(), chosen, i * shape.size(), shape.size());
    }
    return chosen;
  }

  /** Images of each of the first {@code classes} classes. */
  public int[] counts(int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }
}
