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
    int times = (int) StrictMath.round(factor * ONE);
    byte[] pixels = canvas.pixels();
    for (int i = 0; i < pixels.length; i += 3) {
      int red = pixels[i] & 0xff;
      int green = pixels[i + 1] & 0xff;
      int blue = pixels[i + 2] & 0xff;
      int luma = luma(red, green, blue);
      int base = luma << 16;
      pixels[i] = (byte) clamp((base + times * (red - luma)) >> 16);
      pixels[i + 1] = (byte) clamp((base + times * (green - luma)) >> 16);
      pixels[i + 2] = (byte) clamp((base + times * (blue - luma)) >> 16);
    }
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
