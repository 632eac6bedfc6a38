package io.longshore.domain.image;

import java.util.Arrays;

/**
 * A canonical image: upright, 8 bits a channel, grey or RGB, in one of the closed list of formats.
 *
 * <p>The bytes are the record's value on the topic and are not copied here; whoever holds an image
 * treats them as read-only.
 */
@SuppressWarnings(
    "ArrayRecordComponent") // the bytes are the wire value itself; copying them is the cost this
// type avoids
public record Image(ImageFormat format, ImageShape shape, byte[] bytes) {

  public Image {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("an image cannot be empty");
    }
    if (format == ImageFormat.PIXELS && bytes.length != shape.size()) {
      throw new IllegalArgumentException(
          "raw pixels of shape %s are %d bytes, not %d"
              .formatted(shape, shape.size(), bytes.length));
    }
  }

  /** Raw pixels, rows of interleaved channels. */
  public static Image ofPixels(ImageShape shape, byte[] pixels) {
    return new Image(ImageFormat.PIXELS, shape, pixels);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image that
        && format == that.format
        && shape.equals(that.shape)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * format.hashCode() + shape.hashCode()) + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Image[" + format + ", " + shape + ", " + bytes.length + " bytes]";
  }
}
