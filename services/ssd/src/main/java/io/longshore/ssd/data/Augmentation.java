package io.longshore.ssd.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One random view of an image, in the order crop, mirror, jitter, cutout.
 *
 * @param padding black pixels added on every side before a crop of the old size is taken
 * @param flip whether to mirror
 * @param brightness b: every pixel is multiplied by a factor from [1-b, 1+b]
 * @param contrast c: distances from the image's mean are multiplied by a factor from [1-c, 1+c]
 * @param cutout side of a square that is painted black at a random place; 0 for none
 */
public record Augmentation(int padding, Flip flip, float brightness, float contrast, int cutout) {
  /** The image as it is. */
  public static final Augmentation NONE = new Augmentation(0, Flip.NEVER, 0, 0, 0);

  public Augmentation {
    if (padding < 0
        || cutout < 0
        || !(brightness >= 0 && brightness < 1)
        || !(contrast >= 0 && contrast < 1)) {
      throw new IllegalArgumentException(
          "padding and cutout must not be negative, brightness and contrast must lie in [0, 1): "
              + padding
              + ", "
              + cutout
              + ", "
              + brightness
              + ", "
              + contrast);
    }
  }

  /** Crop and mirror, the usual weak view. */
  public static Augmentation cropAndFlip(int padding) {
    return new Augmentation(padding, Flip.HALF_THE_TIME, 0, 0, 0);
  }

  /** Writes a view of the image at {@code source[offset..]} into {@code view}. */
  void draw(byte[] source, int offset, ImageShape shape, SplittableRandom random, byte[] view) {
    crop(source, offset, shape, random, view);
    jitter(random, view);
    cut(shape, random, view);
  }

  private void crop(
      byte[] source, int offset, ImageShape shape, SplittableRandom random, byte[] view) {
    int down = random.nextInt(2 * padding + 1) - padding;
    int right = random.nextInt(2 * padding + 1) - padding;
    boolean mirrored = flip == Flip.HALF_THE_TIME && random.nextBoolean();
    int width = shape.width();
    int channels = shape.channels();
    for (int y = 0, to = 0; y < shape.height(); y++) {
      for (int x = 0; x < width; x++) {
        int row = y + down;
        int column = (mirrored ? width - 1 - x : x) + right;
        boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < width;
        int from = offset + (row * width + column) * channels;
        for (int c = 0; c < channels; c++) {
          view[to++] = inside ? source[from + c] : 0;
        }
      }
    }
  }

  private void jitter(SplittableRandom random, byte[] view) {
    if (brightness == 0 && contrast == 0) {
      return;
    }
    float light = factor(brightness, random);
    float spread = factor(contrast, random);
    int sum = 0;
    for (byte pixel : view) {
      sum += pixel & 0xff;
    }
    float mean = light * sum / view.length;
    for (int i = 0; i < view.length; i++) {
      float value = mean + spread * (light * (view[i] & 0xff) - mean);
      view[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
  }

  private static float factor(float strength, SplittableRandom random) {
    return 1 + strength * (2 * (float) random.nextDouble() - 1);
  }

  private void cut(ImageShape shape, SplittableRandom random, byte[] view) {
    if (cutout == 0) {
      return;
    }
    int top = random.nextInt(shape.height()) - cutout / 2;
    int left = random.nextInt(shape.width()) - cutout / 2;
    for (int y = Math.max(0, top); y < Math.min(shape.height(), top + cutout); y++) {
      int from = Math.max(0, left);
      int to = Math.min(shape.width(), left + cutout);
      Arrays.fill(
          view,
          (y * shape.width() + from) * shape.channels(),
          (y * shape.width() + to) * shape.channels(),
          (byte) 0);
    }
  }
}
