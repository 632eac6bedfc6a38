package io.longshore.ssd.data;

/** Changes that look at one value at a time, so that a table of 256 entries says it all. */
final class Tones {
  private Tones() {}

  /** Multiplies every value. */
  static void brighten(Canvas canvas, double factor) {
    awayFrom(canvas, 0, factor);
  }

  /** Multiplies every value's distance from the image's mean luma, itself a whole number. */
  static void contrast(Canvas canvas, double factor) {
    awayFrom(canvas, (int) (Colour.meanLuma(canvas) + 0.5f), factor);
  }

  /** Keeps the highest bits of every value. */
  static void posterize(Canvas canvas, int bits) {
    int mask = 0xff << (8 - bits);
    for (int value = 0; value < 256; value++) {
      canvas.tones[value] = (byte) (value & mask);
    }
    canvas.mapTones();
  }

  /** Makes a negative of the values from the threshold upwards. */
  static void solarize(Canvas canvas, double threshold) {
    for (int value = 0; value < 256; value++) {
      canvas.tones[value] = (byte) (value < threshold ? value : 255 - value);
    }
    canvas.mapTones();
  }

  private static void awayFrom(Canvas canvas, int middle, double factor) {
    for (int value = 0; value < 256; value++) {
      float moved = middle + (float) factor * (value - middle);
      canvas.tones[value] = (byte) Math.max(0, Math.min(255, (int) moved));
    }
    canvas.mapTones();
  }
}
