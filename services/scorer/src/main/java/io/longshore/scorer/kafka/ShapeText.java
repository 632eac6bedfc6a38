package io.longshore.scorer.kafka;

import io.longshore.domain.image.ImageShape;
import org.jspecify.annotations.Nullable;

/** Shapes of images as ASCII digits: {@code 32x32x3}. */
final class ShapeText {
  private static final int DIGITS = 5;

  private ShapeText() {}

  /** The shape; null if it is not written plainly, or is none. */
  static @Nullable ImageShape read(byte[] text) {
    int[] extents = new int[3];
    int which = 0;
    int digits = 0;
    for (byte b : text) {
      if (b == 'x' && digits > 0 && which < 2) {
        which++;
        digits = 0;
      } else if (b >= '0' && b <= '9' && digits < DIGITS) {
        extents[which] = 10 * extents[which] + (b - '0');
        digits++;
      } else {
        return null;
      }
    }
    boolean whole = which == 2 && digits > 0;
    boolean possible =
        extents[0] > 0
            && extents[1] > 0
            && (extents[2] == 1 || extents[2] == 3)
            && (long) extents[0] * extents[1] * extents[2] <= Integer.MAX_VALUE - 8;
    return whole && possible ? new ImageShape(extents[0], extents[1], extents[2]) : null;
  }
}
