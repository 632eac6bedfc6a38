package io.longshore.ssd.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Pads every side with black, then takes a crop of the old size: the image, shifted.
 *
 * @param padding pixels on every side
 */
public record PadCrop(int padding) implements Transform {

  public PadCrop {
    if (padding < 0) {
      throw new IllegalArgumentException("padding must not be negative: " + padding);
    }
  }

  @Override
  public void apply(Canvas canvas, SplittableRandom random) {
    int down = random.nextInt(2 * padding + 1) - padding;
    int right = random.nextInt(2 * padding + 1) - padding;
    if (down != 0 || right != 0) {
      shift(canvas, down, right);
    }
  }

  private static void shift(Canvas canvas, int down, int right) {
    ImageShape shape = canvas.shape();
    byte[] from = canvas.pixels();
    byte[] to = canvas.spare();
    int row = shape.width() * shape.channels();
    int before = Math.min(row, Math.max(0, -right) * shape.channels());
    int after = Math.min(row, Math.max(0, right) * shape.channels());
    int kept = Math.max(0, row - before - after);
    for (int y = 0; y < shape.height(); y++) {
      int seen = y + down;
      int start = y * row;
      if (seen < 0 || seen >= shape.height() || kept == 0) {
        Arrays.fill(to, start, start + row, (byte) 0);
      } else {
        Arrays.fill(to, start, start + before, (byte) 0);
        System.arraycopy(from, seen * row + after, to, start + before, kept);
        Arrays.fill(to, start + before + kept, start + row, (byte) 0);
      }
    }
    canvas.turn();
  }
}
