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
    return switch (image.format()) {
      case PIXELS -> image.bytes();
      case JPEG -> interleaved(decode(image, "jpeg"), image.shape());
      case PNG -> interleaved(decode(image, "png"), image.shape());
    };
  }

  /**
   * The pixels of an image brought to the shape a model reads: channels repeated or averaged by
   * luma, then resized by area average (shrinking) or bilinear interpolation (growing).
   */
  public static byte[] of(Image image, ImageShape wanted) {
    byte[] own = of(image);
    return image.shape().equals(wanted) ? own : Resizing.resize(own, image.shape(), wanted);
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

  private static byte[] interleaved(BufferedImage decoded, ImageShape shape) {
    var raster = decoded.getRaster();
    byte[] pixels = new byte[shape.size()];
    if (raster.getNumBands() == 1 && shape.channels() == 1) {
      // Grey samples are read from the raster: getRGB would push them through a linear-grey colour
      // space.
      int[] row = new int[shape.width()];
      for (int y = 0, at = 0; y < shape.height(); y++) {
        raster.getSamples(0, y, shape.width(), 1, 0, row);
        for (int x = 0; x < shape.width(); x++) {
          pixels[at++] = (byte) row[x];
        }
      }
      return pixels;
    }
    if (shape.channels() != 3) {
      throw new UnreadableImageException(
          "the image has " + raster.getNumBands() + " bands, its record says " + shape);
    }
    int[] row = new int[shape.width()];
    for (int y = 0, at = 0; y < shape.height(); y++) {
      decoded.getRGB(0, y, shape.width(), 1, row, 0, shape.width());
      for (int x = 0; x < shape.width(); x++) {
        pixels[at++] = (byte) (row[x] >> 16);
        pixels[at++] = (byte) (row[x] >> 8);
        pixels[at++] = (byte) row[x];
      }
    }
    return pixels;
  }
}
