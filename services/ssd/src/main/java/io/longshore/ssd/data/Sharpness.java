package io.longshore.ssd.data;

/**
 * Multiplies what a light smoothing takes away. The smoothing gives a pixel the weight 5 and each
 * of its eight neighbours the weight 1; it leaves the border as it is.
 */
final class Sharpness {
  private static final int WEIGHTS = 13;

  private Sharpness() {}

  /** 0 smoothes, 1 leaves the image, 2 sharpens. */
  static void sharpen(Canvas canvas, double factor) {
    ImageShape shape = canvas.shape();
    int channels = shape.channels();
    int width = shape.width() * channels;
    byte[] from = canvas.pixels();
    byte[] to = canvas.spare();
    int[] columns = canvas.row.of(width);
    int times = Colour.fixed(factor);
    System.arraycopy(from, 0, to, 0, from.length);
    for (int start = width; start < from.length - width; start += width) {
      for (int i = 0; i < width; i++) {
        int at = start + i;
        columns[i] = (from[at - width] & 0xff) + (from[at] & 0xff) + (from[at + width] & 0xff);
      }
      for (int i = channels; i < width - channels; i++) {
        int pixel = from[start + i] & 0xff;
        int sum = columns[i - channels] + columns[i] + columns[i + channels] + 4 * pixel;
        int smooth = (2 * sum + WEIGHTS) / (2 * WEIGHTS);
        to[start + i] = Colour.blend(smooth, pixel, times);
      }
    }
    canvas.turn();
  }
}
