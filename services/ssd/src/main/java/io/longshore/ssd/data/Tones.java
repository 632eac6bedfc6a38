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

  private static void awayFrom(Canvas canvas, int middle, double factor) {
    for (int value = 0; value < 256; value++) {
      float moved = middle + (float) factor * (value - middle);
      canvas.tones[value] = (byte) Math.max(0, Math.min(255, (int) moved));
    }
    canvas.mapTones();
  }
}
