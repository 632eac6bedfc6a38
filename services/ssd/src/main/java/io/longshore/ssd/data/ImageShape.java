package io.longshore.ssd.data;

/** Extent of one image; pixels lie row by row with the channels of a pixel side by side. */
public record ImageShape(int height, int width, int channels) {

  public ImageShape {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image needs at least one row and one column, not " + height + "x" + width);
    }
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "an image has 1 (grey) or 3 (RGB) channels, not " + channels);
    }
  }

  /** Bytes of one image, one byte a channel. */
  public int bytes() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }

  @Override
  public String toString() {
    return height + "x" + width + "x" + channels;
  }
}
