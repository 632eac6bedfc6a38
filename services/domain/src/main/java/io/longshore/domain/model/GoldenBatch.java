package io.longshore.domain.model;

import io.longshore.domain.image.ImageShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Images and the logits that the trainer's engine computed for them, shipped as an artifact of the
 * model so that whoever serves it can compare. The bytes are: the magic {@code LSGB}, version 1,
 * count, height, width, channels and classes as little-endian 32-bit integers, then the pixels
 * (count, height, width, channels) as unsigned bytes, then the logits (count, classes) as
 * little-endian 32-bit floats.
 */
public final class GoldenBatch {
  private static final int MAGIC = 0x4247_534c; // "LSGB" read as little-endian
  private static final int VERSION = 1;
  private static final int HEADER = 7 * Integer.BYTES;

  private final ImageShape shape;
  private final int classes;
  private final byte[] pixels;
  private final float[] logits;

  /**
   * @param shape of each image
   * @param classes logits of each image
   * @param pixels (count, height, width, channels), taken over
   * @param logits (count, classes), taken over
   */
  public GoldenBatch(ImageShape shape, int classes, byte[] pixels, float[] logits) {
    if (classes < 1 || pixels.length % shape.size() != 0) {
      throw new IllegalArgumentException(
          "%d bytes are no images of %s with %d classes".formatted(pixels.length, shape, classes));
    }
    if (logits.length != pixels.length / shape.size() * classes) {
      throw new IllegalArgumentException(
          "%d logits for %d images of %d classes"
              .formatted(logits.length, pixels.length / shape.size(), classes));
    }
    this.shape = shape;
    this.classes = classes;
    this.pixels = pixels;
    this.logits = logits;
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static GoldenBatch read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER || in.getInt() != MAGIC) {
      throw new IllegalArgumentException("this is no golden batch");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "a golden batch of version " + version + "; this reader knows " + VERSION);
    }
    int count = in.getInt();
    var shape = new ImageShape(in.getInt(), in.getInt(), in.getInt());
    int classes = in.getInt();
    long expected = HEADER + (long) count * shape.size() + 4L * count * classes;
    if (count < 0 || classes < 1 || bytes.length != expected) {
      throw new IllegalArgumentException(
          "a golden batch of %d images of %s and %d classes has %d bytes, not %d"
              .formatted(count, shape, classes, expected, bytes.length));
    }
    byte[] pixels = new byte[count * shape.size()];
    in.get(pixels);
    float[] logits = new float[count * classes];
    in.asFloatBuffer().get(logits);
    return new GoldenBatch(shape, classes, pixels, logits);
  }

  public byte[] bytes() {
    ByteBuffer out =
        ByteBuffer.allocate(HEADER + pixels.length + Float.BYTES * logits.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(VERSION).putInt(count());
    out.putInt(shape.height()).putInt(shape.width()).putInt(shape.channels()).putInt(classes);
    out.put(pixels);
    out.asFloatBuffer().put(logits);
    return out.array();
  }

  /** Images in it. */
  public int count() {
    return pixels.length / shape.size();
  }

  public ImageShape shape() {
    return shape;
  }

  public int classes() {
    return classes;
  }

  /** Pixels of the image with this number. */
  public byte[] pixels(int image) {
    return Arrays.copyOfRange(pixels, image * shape.size(), (image + 1) * shape.size());
  }

  /** Logits of the image with this number. */
  public float[] logits(int image) {
    return Arrays.copyOfRange(logits, image * classes, (image + 1) * classes);
  }
}
