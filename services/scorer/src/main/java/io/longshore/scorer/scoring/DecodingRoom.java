package io.longshore.scorer.scoring;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Pixels;
import io.longshore.domain.image.UnreadableImageException;
import io.longshore.domain.reject.RejectReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where images are decoded: so many bytes of heap are taken by it at a time, however many threads
 * ask. First come, first served. Without it the largest images, a few at once, would end the
 * process, and again whenever it is started, for they are still there. For many threads.
 */
public final class DecodingRoom {
  private static final long MIB = 1 << 20;

  /** Less than this is not waited for. */
  private static final long SMALL = MIB;

  private static final long UNIT = 1024;
  private static final int PNG_DEPTH = 24; // in its header: RFC 2083, 4.1.1
  private static final int PNG_COLOUR = 25;

  private final long bytes;
  private final Semaphore free;

  /**
   * @param bytes of heap that images in decoding may take
   */
  public DecodingRoom(long bytes) {
    this.bytes = bytes;
    this.free = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT), true);
  }

  /**
   * The pixels of an image in the shape that a model reads; waits for its turn.
   *
   * @throws UnscorableImageException if it would never have one
   * @throws UnreadableImageException if it cannot be decoded
   */
  public byte[] decode(Image image, ImageShape wanted) {
    int units = units(image, wanted);
    free.acquireUninterruptibly(units);
    return decode(image, wanted, units);
  }

  /**
   * The same; empty if its turn does not come in time.
   *
   * @throws UnscorableImageException if it would never have one
   * @throws UnreadableImageException if it cannot be decoded
   */
  public Optional<byte[]> decode(Image image, ImageShape wanted, Duration patience)
      throws InterruptedException {
    int units = units(image, wanted);
    return free.tryAcquire(units, patience.toNanos(), TimeUnit.NANOSECONDS)
        ? Optional.of(decode(image, wanted, units))
        : Optional.empty();
  }

  private byte[] decode(Image image, ImageShape wanted, int taken) {
    try {
      return Pixels.of(image, wanted);
    } finally {
      free.release(taken);
    }
  }

  private int units(Image image, ImageShape wanted) {
    long cost = cost(image, wanted);
    if (cost < SMALL) {
      return 0;
    }
    if (cost > bytes) {
      throw new UnscorableImageException(
          RejectReason.TOO_MANY_PIXELS,
          "the image is %s, and decoding it takes %d MiB of heap; this scorer has %d MiB for that: give it more memory, or send smaller images"
              .formatted(image.shape(), cost / MIB, bytes / MIB));
    }
    return Math.toIntExact(cost / UNIT);
  }

  /** Bytes of heap: as the decoder has it, and a second time if it keeps its shape. */
  static long cost(Image image, ImageShape wanted) {
    if (image.format() == ImageFormat.PIXELS) {
      return 0;
    }
    int again = image.shape().equals(wanted) ? image.shape().channels() : 0;
    return image.shape().pixels() * (decoded(image) + again);
  }

  /** Bytes of a pixel as decoders of Java hold it; the most there are where the file lies. */
  private static int decoded(Image image) {
    byte[] file = image.bytes();
    if (image.format() == ImageFormat.JPEG || file.length <= PNG_COLOUR) {
      return image.shape().channels();
    }
    int samples =
        switch (file[PNG_COLOUR]) {
          case 0, 3 -> 1; // grey, palette
          case 2 -> 3; // red, green, blue
          case 4 -> 2; // grey and alpha
          default -> 4;
        };
    return file[PNG_DEPTH] == 16 ? 2 * samples : samples;
  }
}
