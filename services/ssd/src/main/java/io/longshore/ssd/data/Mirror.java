package io.longshore.ssd.data;

import java.util.SplittableRandom;

/**
 * Swaps left and right: shirts may be mirrored, digits may not.
 *
 * @param probability that it happens
 */
public record Mirror(double probability) implements Transform {
  /** As is usual. */
  public static final Mirror HALF_THE_TIME = new Mirror(0.5);

  public Mirror {
    Probability.check("mirroring", probability);
  }

  @Override
  public void apply(Canvas canvas, SplittableRandom random) {
    if (random.nextDouble() < probability) {
      mirror(canvas.pixels(), canvas.shape());
    }
  }

  private static void mirror(byte[] pixels, ImageShape shape) {
    int channels = shape.channels();
    int row = shape.width() * channels;
    for (int start = 0; start < pixels.length; start += row) {
      int left = start;
      int right = start + row - channels;
      for (; left < right; left += channels, right -= channels) {
        for (int c = 0; c < channels; c++) {
          byte swapped = pixels[left + c];
          pixels[left + c] = pixels[right + c];
          pixels[right + c] = swapped;
        }
      }
    }
  }
}
