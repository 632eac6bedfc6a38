package io.longshore.ingest.image;

import io.longshore.domain.reject.RejectReason;

/**
 * How large an image may be; all of it is checked against the header, before anything is decoded.
 *
 * @param bytes of the image as it comes, and of its canonical form
 * @param side height and width, in pixels
 * @param pixels height times width
 */
public record ImageLimits(int bytes, int side, int pixels) {

  /** 2 MiB, 8,192 a side, 25 million pixels: at most 75 MB once decoded. */
  public static final ImageLimits DEFAULT = new ImageLimits(2 << 20, 8192, 25_000_000);

  public ImageLimits {
    if (bytes < 1 || side < 1 || pixels < 1) {
      throw new IllegalArgumentException(
          "image limits are above zero, got "
              + bytes
              + " bytes, side "
              + side
              + ", "
              + pixels
              + " pixels");
    }
  }

  void checkBytes(long actual) {
    if (actual > bytes) {
      throw new Refusal(
          RejectReason.TOO_LARGE,
          "the image has "
              + actual
              + " bytes, at most "
              + bytes
              + " are accepted; send it smaller");
    }
  }

  void checkShape(int height, int width) {
    if (height < 1 || width < 1) {
      throw Refusal.broken("its header says " + height + " x " + width + " pixels");
    }
    if (height > side || width > side || (long) height * width > pixels) {
      throw new Refusal(
          RejectReason.TOO_MANY_PIXELS,
          "the image is %d x %d, accepted are up to %d a side and %d pixels; send it smaller"
              .formatted(height, width, side, pixels));
    }
  }
}
