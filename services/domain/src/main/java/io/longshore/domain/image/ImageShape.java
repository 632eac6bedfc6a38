package io.longshore.domain.image;

/**
 * Height, width and channels of an image.
 *
 * @param channels 1 (grey) or 3 (red, green, blue)
 */
public record ImageShape(int height, int width, int channels) {

  public ImageShape {
    if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "an image has positive height and width and 1 or 3 channels, not %d x %d x %d"
              .formatted(height, width, channels));
    }
    if ((long) height * width * channels > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d x %d x %d does not fit in one array".formatted(height, width, channels));
    }
  }

  /** Number of bytes of the raw pixels. */
  public int size() {
    return height * width * channels;
  }

  public long pixels() {
    return (long) height * width;
  }

  @Override
  public String toString() {
    return height + "x" + width + "x" + channels;
  }

  /** Reads what {@link #toString()} wrote. */
  public static ImageShape parse(String text) {
    String[] parts = text.split("x", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "shape '" + text + "' is not of the form HEIGHTxWIDTHxCHANNELS");
    }
    try {
      return new ImageShape(
          Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "shape '" + text + "' is not of the form HEIGHTxWIDTHxCHANNELS", e);
    }
  }
}
