package io.longshore.ssd.data;

/** Enlarges a part of an image to all of it, in fixed point. */
final class Stretch {
  private static final int BITS = 10;
  private static final int ONE = 1 << BITS;
  private static final int HALF = 1 << (2 * BITS - 1);

  private Stretch() {}

  /** Middles of pixels lie on each other; beyond the part its border goes on. */
  static void bilinear(Canvas canvas, int top, int left, int rows, int columns) {
    ImageShape shape = canvas.shape();
    int channels = shape.channels();
    int width = shape.width();
    int part = columns * channels;
    int[] row = canvas.row.of(part + channels);
    int[] places = canvas.kernel.of(width);
    for (int x = 0; x < width; x++) {
      places[x] = place(x, columns, width);
    }
    byte[] from = canvas.pixels();
    byte[] to = canvas.spare();
    int at = 0;
    for (int y = 0; y < shape.height(); y++) {
      int place = place(y, rows, shape.height());
      int upper = top + (place >> BITS);
      int lower = Math.min(upper + 1, top + rows - 1);
      mix(
          from,
          (upper * width + left) * channels,
          (lower * width + left) * channels,
          place & (ONE - 1),
          row,
          part);
      System.arraycopy(row, part - channels, row, part, channels);
      for (int x = 0; x < width; x++) {
        int source = (places[x] >> BITS) * channels;
        int weight = places[x] & (ONE - 1);
        for (int c = 0; c < channels; c++, at++) {
          int one = row[source + c];
          int next = row[source + c + channels];
          to[at] = (byte) ((one * ONE + weight * (next - one) + HALF) >> (2 * BITS));
        }
      }
    }
    canvas.turn();
  }

  /** Where in a part of that size a pixel of the whole comes from. */
  private static int place(int pixel, int part, int whole) {
    long doubled = ((2L * pixel + 1) * part * ONE) / whole - ONE;
    return (int) Math.max(0, Math.min((part - 1L) * ONE, doubled / 2));
  }

  private static void mix(byte[] from, int upper, int lower, int weight, int[] row, int length) {
    for (int i = 0; i < length; i++) {
      int one = from[upper + i] & 0xff;
      row[i] = one * ONE + weight * ((from[lower + i] & 0xff) - one);
    }
  }
}
