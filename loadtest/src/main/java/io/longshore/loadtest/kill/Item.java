package io.longshore.loadtest.kill;

import java.util.Random;

/**
 * One image to send, made from its number alone.
 *
 * @param id unlike any other
 * @param className what it shows
 * @param split "stream" or "holdout"
 */
record Item(String id, String className, String split) {
  static final String SHAPE = "12x12x1";
  static final String MEDIA_TYPE = "application/vnd.longshore.pixels";

  private static final int SIDE = 12;

  /** Raw pixels: classes differ in brightness and in the direction of their stripes. */
  byte[] pixels() {
    var noise = new Random(id.hashCode());
    int kind = className.charAt(0);
    byte[] pixels = new byte[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      int stripe = (kind % 2 == 0 ? i % SIDE : i / SIDE) / 3 % 2 == 0 ? 25 : -25;
      pixels[i] = (byte) (50 + 40 * (kind % 5) + stripe + noise.nextInt(20));
    }
    return pixels;
  }
}
