package io.longshore.ssd.data;

/**
 * The image that is being changed, and all the room that changing it takes, so that a view costs no
 * allocation. Not for two threads.
 */
public final class Canvas {
  private final ImageShape shape;
  private byte[] pixels;
  private byte[] spare;

  /** What becomes of each of the 256 values a byte can have. */
  final byte[] tones = new byte[256];

  /** How often each value occurs. */
  final int[] histogram = new int[256];

  /** Weights of a filter. */
  final Room kernel = new Room();

  /** One row. */
  final Room row = new Room();

  /** One image at more than eight bits. */
  final Room plane = new Room();

  public Canvas(ImageShape shape) {
    this.shape = shape;
    this.pixels = new byte[shape.bytes()];
    this.spare = new byte[shape.bytes()];
  }

  ImageShape shape() {
    return shape;
  }

  boolean isGrey() {
    return shape.channels() == 1;
  }

  /** Takes the image at {@code source[offset..]}. */
  void load(byte[] source, int offset) {
    System.arraycopy(source, offset, pixels, 0, pixels.length);
  }

  /** The image as it is now, (row, column, channel). Another array after {@link #turn()}. */
  byte[] pixels() {
    return pixels;
  }

  /** An array of the same size, for a transform that cannot work in place. */
  byte[] spare() {
    return spare;
  }

  /** What was written to the spare array becomes the image. */
  void turn() {
    byte[] old = pixels;
    pixels = spare;
    spare = old;
  }

  /** Replaces every value by its entry in {@link #tones}. */
  void mapTones() {
    byte[] image = pixels;
    for (int i = 0; i < image.length; i++) {
      image[i] = tones[image[i] & 0xff];
    }
  }

  /** Does so in one channel only. */
  void mapTones(int channel) {
    byte[] image = pixels;
    for (int i = channel; i < image.length; i += shape.channels()) {
      image[i] = tones[image[i] & 0xff];
    }
  }
}
