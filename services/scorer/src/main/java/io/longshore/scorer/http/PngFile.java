package io.longshore.scorer.http;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.UnreadableImageException;

/**
 * The chunks of a PNG of 8-bit grey or RGB.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics, third edition</a>
 */
final class PngFile {
  private static final int SIGNATURE = 8;
  private static final int LENGTH_AND_TYPE = 8;
  private static final int CRC = 4;
  private static final int GREY = 0;
  private static final int RGB = 2;

  private PngFile() {}

  static Image read(FileBytes file) {
    int header = SIGNATURE + LENGTH_AND_TYPE;
    if (!file.has(SIGNATURE + 4, "IHDR")) {
      throw new UnreadableImageException("it is a PNG that does not begin with IHDR");
    }
    int width = file.signedInt(header);
    int height = file.signedInt(header + 4);
    int depth = file.unsignedByte(header + 8);
    int colour = file.unsignedByte(header + 9);
    if (width < 1 || height < 1) {
      throw new UnreadableImageException("it says %d x %d pixels".formatted(height, width));
    }
    if (depth != 8 || (colour != GREY && colour != RGB)) {
      throw new UnreadableImageException(
          "it is a PNG of %d bits and colour type %d; save it as 8-bit grey or RGB without transparency"
              .formatted(depth, colour));
    }
    walk(file);
    return new Image(ImageFormat.PNG, shape(height, width, colour == GREY ? 1 : 3), file.bytes());
  }

  private static ImageShape shape(int height, int width, int channels) {
    try {
      return new ImageShape(height, width, channels);
    } catch (IllegalArgumentException e) {
      throw new UnreadableImageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void walk(FileBytes file) {
    int at = SIGNATURE;
    while (!file.has(at + 4, "IEND")) {
      file.require(at, LENGTH_AND_TYPE);
      int length = file.signedInt(at);
      int data = at + LENGTH_AND_TYPE;
      file.require(data, length);
      file.require(data + length, CRC);
      if (file.has(at + 4, "tRNS")) {
        throw new UnreadableImageException("it is a PNG with transparency; save it without");
      }
      if (file.has(at + 4, "eXIf")) {
        ExifOrientation.requireUpright(file, data, data + length);
      }
      at = data + length + CRC;
    }
    file.require(at, LENGTH_AND_TYPE + CRC);
    int end = at + LENGTH_AND_TYPE + CRC;
    if (end != file.length()) {
      throw new UnreadableImageException(
          "it is a PNG of %d bytes in a file of %d".formatted(end, file.length()));
    }
  }
}
