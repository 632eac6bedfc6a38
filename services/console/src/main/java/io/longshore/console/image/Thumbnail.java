package io.longshore.console.image;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Pixels;
import io.longshore.domain.image.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * An image made small and encoded anew: no byte of it is what somebody sent. Bounded in bytes and
 * pixels before anything is decoded, and in pixels over all that are decoded at a time.
 */
public final class Thumbnail {
  private static final long PATIENCE_SECONDS = 5;

  private final int mostBytes;
  private final int mostPixels;
  private final Semaphore pixels;

  /**
   * @param mostBytes of an image as it lies there
   * @param mostPixels in decoding at a time
   */
  public Thumbnail(int mostBytes, int mostPixels) {
    this.mostBytes = mostBytes;
    this.mostPixels = mostPixels;
    this.pixels = new Semaphore(mostPixels, true);
  }

  /** Too much is being decoded already. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("other images are being decoded; ask again in a while", null, false, false);
    }
  }

  /**
   * A PNG of the image.
   *
   * @param side most pixels of its longer side; smaller images keep their size
   * @throws UnreadableImageException if it is too large or cannot be decoded
   * @throws BusyException if its turn does not come
   */
  public byte[] png(Image image, int side) {
    if (image.bytes().length > mostBytes || image.shape().pixels() > mostPixels) {
      throw new UnreadableImageException(
          "an image of %s and %d bytes is too large to be shown here"
              .formatted(image.shape(), image.bytes().length));
    }
    int wanted = (int) image.shape().pixels();
    try {
      if (!pixels.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
    try {
      ImageShape small = within(image.shape(), side);
      return encoded(Pixels.of(image, small), small);
    } finally {
      pixels.release(wanted);
    }
  }

  static ImageShape within(ImageShape shape, int side) {
    double scale = Math.min(1, (double) side / Math.max(shape.height(), shape.width()));
    return new ImageShape(
        (int) Math.max(1, Math.round(shape.height() * scale)),
        (int) Math.max(1, Math.round(shape.width() * scale)),
        shape.channels());
  }

  private static byte[] encoded(byte[] bytes, ImageShape shape) {
    boolean grey = shape.channels() == 1;
    var canvas =
        new BufferedImage(
            shape.width(),
            shape.height(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int y = 0, at = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        for (int channel = 0; channel < shape.channels(); channel++) {
          canvas.getRaster().setSample(x, y, channel, bytes[at++] & 0xff);
        }
      }
    }
    var file = new ByteArrayOutputStream();
    try {
      ImageIO.write(canvas, "png", file);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return file.toByteArray();
  }
}
