package io.longshore.domain.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The raw pixels of canonical images. One decoder for everybody who learns from images or scores
 * them, so that training and serving see the same numbers.
 */
public final class Pixels {

  private Pixels() {}

  /**
   * Rows of interleaved 8-bit channels in the image's own shape.
   *
   * <p>Raw pixels are returned as they are, not copied.
   *
   * @throws UnreadableImageException if the bytes cannot be decoded or are of another shape than
   *     the image says
   */
  public static byte[] of(Image image) {
    if (image.format() == ImageFormat.PIXELS) {
      return image.bytes();
    }
    PixelRows rows = decoded(image);
    var pixels = new byte[image.shape().size()];
    var row = new byte[image.shape().width() * image.shape().channels()];
    for (int y = 0; y < image.shape().height(); y++) {
      rows.read(y, row);
      System.arraycopy(row, 0, pixels, y * row.length, row.length);
    }
    return pixels;
  }

  /**
   * The pixels of an image brought to the shape a model reads: channels repeated or averaged by
   * luma, then resized by area average (shrinking) or bilinear interpolation (growing).
   */
  public static byte[] of(Image image, ImageShape wanted) {
    if (image.shape().equals(wanted)) {
      return of(image);
    }
    PixelRows rows =
        image.format() == ImageFormat.PIXELS ? PixelRows.of(image.bytes()) : decoded(image);
    return Resizing.resize(rows, image.shape(), wanted);
  }

  private static PixelRows decoded(Image image) {
    return rows(decode(image, image.format() == ImageFormat.JPEG ? "jpeg" : "png"), image.shape());
  }

  private static BufferedImage decode(Image image, String readerName) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(readerName);
    ImageReader reader = readers.next();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(image.bytes()))) {
      reader.setInput(input, true, true);
      if (reader.getWidth(0) != image.shape().width()
          || reader.getHeight(0) != image.shape().height()) {
        throw new UnreadableImageException(
            "the %s is %d x %d, its record says %s"
                .formatted(image.format(), reader.getHeight(0), reader.getWidth(0), image.shape()));
      }
      return reader.read(0);
    } catch (IOException | RuntimeException e) {
      if (e instanceof UnreadableImageException unreadable) {
        throw unreadable;
      }
      throw new UnreadableImageException(
          "the " + image.format() + " cannot be decoded: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static PixelRows rows(BufferedImage decoded, ImageShape shape) {
    var raster = decoded.getRaster();
    var line = new int[shape.width()];
    if (raster.getNumBands() == 1 && shape.channels() == 1) {
      // Grey samples are read from the raster: getRGB would push them through a linear-grey colour
      // space.
      return (y, row) -> {
        raster.getSamples(0, y, line.length, 1, 0, line);
        for (int x = 0; x < line.length; x++) {
          row[x] = (byte) line[x];
        }
      };
    }
    if (shape.channels() != 3) {
      throw new UnreadableImageException(
          "the image has " + raster.getNumBands() + " bands, its record says " + shape);
    }
    return (y, row) -> {
      decoded.getRGB(0, y, line.length, 1, line, 0, line.length);
      for (int x = 0, at = 0; x < line.length; x++) {
        row[at++] = (byte) (line[x] >> 16);
        row[at++] = (byte) (line[x] >> 8);
        row[at++] = (byte) line[x];
      }
    };
  }
}
