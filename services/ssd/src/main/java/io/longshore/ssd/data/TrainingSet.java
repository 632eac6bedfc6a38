package io.longshore.ssd.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * Labelled images held in memory, one byte a channel, all of one shape.
 *
 * <p>A class may have no image: it keeps its place in every head and is listed by {@link
 * #emptyClasses()}.
 */
public final class TrainingSet {
  private final ImageShape shape;
  private final int classes;
  private final byte[] pixels;
  private final int[] labels;
  private final int[] counts;

  private TrainingSet(ImageShape shape, int classes, byte[] pixels, int[] labels) {
    if ((long) labels.length * shape.bytes() != pixels.length) {
      throw new IllegalArgumentException(
          labels.length
              + " labels need "
              + (long) labels.length * shape.bytes()
              + " bytes of "
              + shape
              + " pixels, but there are "
              + pixels.length);
    }
    if (labels.length == 0) {
      throw new IllegalArgumentException("a training set needs at least one image");
    }
    this.shape = shape;
    this.classes = classes;
    this.pixels = pixels;
    this.labels = labels;
    this.counts = count(labels, classes);
  }

  /** Images as (image, row, column, channel). The arrays are taken over, not copied. */
  public static TrainingSet ofRows(ImageShape shape, int classes, byte[] pixels, int[] labels) {
    return new TrainingSet(shape, classes, pixels, labels);
  }

  /**
   * Images as (image, channel, row, column), the order of the CIFAR files. The labels are taken
   * over.
   */
  public static TrainingSet ofPlanes(ImageShape shape, int classes, byte[] pixels, int[] labels) {
    byte[] rows = new byte[pixels.length];
    int plane = shape.height() * shape.width();
    for (int at = 0; at < pixels.length; at++) {
      int image = at / shape.bytes();
      int channel = at % shape.bytes() / plane;
      int pixel = at % plane;
      rows[image * shape.bytes() + pixel * shape.channels() + channel] = pixels[at];
    }
    return new TrainingSet(shape, classes, rows, labels);
  }

  private static int[] count(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "image " + i + " is labelled " + labels[i] + ", but classes are 0.." + (classes - 1));
      }
      counts[labels[i]]++;
    }
    return counts;
  }

  public ImageShape shape() {
    return shape;
  }

  public int classes() {
    return classes;
  }

  /** Number of images. */
  public int size() {
    return labels.length;
  }

  public int label(int image) {
    return labels[image];
  }

  public int[] labels() {
    return labels.clone();
  }

  /** Images of each class. */
  public int[] counts() {
    return counts.clone();
  }

  /** Classes without a single image. */
  public int[] emptyClasses() {
    return IntStream.range(0, classes).filter(c -> counts[c] == 0).toArray();
  }

  /** Copies the pixels of one image into {@code target}. */
  public void read(int image, byte[] target) {
    System.arraycopy(pixels, image * shape.bytes(), target, 0, shape.bytes());
  }

  /** All pixels as (image, row, column, channel). Not a copy: for reading only. */
  public byte[] pixels() {
    return pixels;
  }

  /**
   * SHA-256 of shape, classes, labels and pixels: two sets with the same digest train the same
   * model.
   */
  public String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((shape + "/" + classes + "/" + labels.length).getBytes(StandardCharsets.UTF_8));
      ByteBuffer order = ByteBuffer.allocate(labels.length * Integer.BYTES);
      order.asIntBuffer().put(labels);
      sha256.update(order);
      sha256.update(pixels);
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return size()
        + " images of "
        + shape
        + " in "
        + classes
        + " classes "
        + Arrays.toString(counts);
  }
}
