package io.longshore.ssd.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Paints over a square whose centre may lie anywhere in the image, so part of the square may lie
 * outside (DeVries and Taylor, 2017).
 *
 * @param side of the square in pixels
 * @param fill value of its pixels, 0 to 255
 */
public record Cutout(int side, int fill) implements Transform {

  public Cutout {
    if (side < 0 || fill < 0 || fill > 255) {
      throw new IllegalArgumentException(
          "a cutout's side must not be negative and its fill must be 0 to 255: "
              + side
              + ", "
              + fill);
    }
  }

  /** A black square. */
  public static Cutout black(int side) {
    return new Cutout(side, 0);
  }

  @Override
  public void apply(Canvas canvas, SplittableRandom random) {
    ImageShape shape = canvas.shape();
    int top = random.nextInt(shape.height()) - side / 2;
    int left = random.nextInt(shape.width()) - side / 2;
    int from = Math.max(0, left);
    int to = Math.min(shape.width(), left + side);
    for (int y = Math.max(0, top); y < Math.min(shape.height(), top + side); y++) {
      int row = y * shape.width();
      Arrays.fill(
          canvas.pixels(),
          (row + from) * shape.channels(),
          (row + to) * shape.channels(),
          (byte) fill);
    }
  }
}
