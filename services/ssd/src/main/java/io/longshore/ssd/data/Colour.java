package io.longshore.ssd.data;

/** Changes that mix the channels of a pixel. A grey image has none to mix and stays as it is. */
final class Colour {
  private static final int ONE = 1 << 16;

  private Colour() {}

  /** Luma of ITU-R 601, in whole steps, as the usual image libraries round it. */
  static int luma(int red, int green, int blue) {
    return (19_595 * red + 38_470 * green + 7_471 * blue + (1 << 15)) >> 16;
  }

  /** Mean luma of the whole image. */
  static float meanLuma(Canvas canvas) {
    byte[] pixels = canvas.pixels();
    long sum = 0;
    if (canvas.isGrey()) {
      for (byte pixel : pixels) {
        sum += pixel & 0xff;
      }
      return (float) sum / pixels.length;
    }
    for (int i = 0; i < pixels.length; i += 3) {
      sum += luma(pixels[i] & 0xff, pixels[i + 1] & 0xff, pixels[i + 2] & 0xff);
    }
    return (float) (3 * sum) / pixels.length;
  }

  /**
   * Multiplies each channel's distance from the pixel's luma: 0 makes the image grey, 1 leaves it.
   */
  static void saturate(Canvas canvas, double factor) {
    if (canvas.isGrey()) {
      return;
    }
    int times = fixed(factor);
    byte[] pixels = canvas.pixels();
    for (int i = 0; i < pixels.length; i += 3) {
      int red = pixels[i] & 0xff;
      int green = pixels[i + 1] & 0xff;
      int blue = pixels[i + 2] & 0xff;
      int luma = luma(red, green, blue);
      pixels[i] = blend(luma, red, times);
      pixels[i + 1] = blend(luma, green, times);
      pixels[i + 2] = blend(luma, blue, times);
    }
  }

  /** A factor as {@link #blend} wants it. */
  static int fixed(double factor) {
    return (int) StrictMath.round(factor * ONE);
  }

  /**
   * Goes from one value towards another and beyond, cut at black and white and then rounded down.
   * The factor is a little off, so a little is added: what falls on a whole number stays on it.
   */
  static byte blend(int from, int towards, int times) {
    int value = ((from << 16) + times * (towards - from) + 128) >> 16;
    return (byte) Math.max(0, Math.min(255, value));
  }
}
