package io.longshore.ingest.image;

import io.longshore.domain.image.ImageShape;

/**
 * The eight ways in which a camera may have been held, in the order of the EXIF tag's values from
 * 1.
 */
enum Orientation {
  UPRIGHT,
  MIRRORED,
  UPSIDE_DOWN,
  UPSIDE_DOWN_MIRRORED,
  TRANSPOSED,
  TURNED_LEFT,
  TRANSVERSED,
  TURNED_RIGHT;

  /** By the value of the EXIF tag; what is no orientation counts as upright, as viewers do. */
  static Orientation ofExif(int value) {
    return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
  }

  /** The shape of the upright image. */
  ImageShape upright(ImageShape stored) {
    return turnsSides()
        ? new ImageShape(
            /* height= */ stored.width(), /* width= */ stored.height(), stored.channels())
        : stored;
  }

  /** The upright image's interleaved pixels. */
  byte[] upright(byte[] pixels, ImageShape stored) {
    if (this == UPRIGHT) {
      return pixels;
    }
    int channels = stored.channels();
    int width = upright(stored).width();
    byte[] turned = new byte[pixels.length];
    for (int y = 0, from = 0; y < stored.height(); y++) {
      for (int x = 0; x < stored.width(); x++, from += channels) {
        int to = (row(x, y, stored) * width + column(x, y, stored)) * channels;
        System.arraycopy(pixels, from, turned, to, channels);
      }
    }
    return turned;
  }

  private boolean turnsSides() {
    return switch (this) {
      case UPRIGHT, MIRRORED, UPSIDE_DOWN, UPSIDE_DOWN_MIRRORED -> false;
      case TRANSPOSED, TURNED_LEFT, TRANSVERSED, TURNED_RIGHT -> true;
    };
  }

  private int column(int x, int y, ImageShape stored) {
    return switch (this) {
      case UPRIGHT, UPSIDE_DOWN_MIRRORED -> x;
      case MIRRORED, UPSIDE_DOWN -> stored.width() - 1 - x;
      case TRANSPOSED, TURNED_RIGHT -> y;
      case TURNED_LEFT, TRANSVERSED -> stored.height() - 1 - y;
    };
  }

  private int row(int x, int y, ImageShape stored) {
    return switch (this) {
      case UPRIGHT, MIRRORED -> y;
      case UPSIDE_DOWN, UPSIDE_DOWN_MIRRORED -> stored.height() - 1 - y;
      case TRANSPOSED, TURNED_LEFT -> x;
      case TRANSVERSED, TURNED_RIGHT -> stored.width() - 1 - x;
    };
  }
}
