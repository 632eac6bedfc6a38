package io.longshore.ssd.data;

/**
 * Turns the colour wheel under an image, keeping each pixel's lightest and darkest channel.
 *
 * <p>The wheel has six sectors: red, yellow, green, cyan, blue, magenta. A hue is a sector and a
 * place within it, in fixed point. Between the lightest and the darkest channel of a pixel the
 * third one rises in even sectors and falls in odd ones.
 */
final class Hue {
  private static final int BITS = 20;
  private static final int SECTOR = 1 << BITS;
  private static final int WHEEL = 6 * SECTOR;
  private static final int[] ONE_BY = reciprocals();

  private Hue() {}

  private static int[] reciprocals() {
    int[] reciprocals = new int[256];
    for (int range = 1; range < 256; range++) {
      reciprocals[range] = (SECTOR + range / 2) / range;
    }
    return reciprocals;
  }

  /** Turns by so many turns: a third makes red green, green blue and blue red. */
  static void turn(Canvas canvas, double turns) {
    if (canvas.isGrey()) {
      return;
    }
    int by = Math.floorMod((int) StrictMath.round(turns * WHEEL), WHEEL);
    byte[] pixels = canvas.pixels();
    for (int i = 0; i < pixels.length; i += 3) {
      int red = pixels[i] & 0xff;
      int green = pixels[i + 1] & 0xff;
      int blue = pixels[i + 2] & 0xff;
      int most = Math.max(red, Math.max(green, blue));
      int least = Math.min(red, Math.min(green, blue));
      if (most > least) {
        int hue = hue(red, green, blue, most, most - least) + by;
        paint(pixels, i, hue >= WHEEL ? hue - WHEEL : hue, most, least);
      }
    }
  }

  private static int hue(int red, int green, int blue, int most, int range) {
    int hue;
    if (red == most) {
      hue = (green - blue) * ONE_BY[range];
    } else if (green == most) {
      hue = 2 * SECTOR + (blue - red) * ONE_BY[range];
    } else {
      hue = 4 * SECTOR + (red - green) * ONE_BY[range];
    }
    if (hue < 0) {
      return hue + WHEEL;
    }
    return hue;
  }

  private static void paint(byte[] pixels, int at, int hue, int most, int least) {
    int sector = hue >> BITS;
    int within = hue & (SECTOR - 1);
    int rise = ((most - least) * within + SECTOR / 2) >> BITS;
    byte high = (byte) most;
    byte low = (byte) least;
    byte middle = (byte) ((sector & 1) == 0 ? least + rise : most - rise);
    pixels[at] = sector == 0 || sector == 5 ? high : sector == 1 || sector == 4 ? middle : low;
    pixels[at + 1] = sector == 1 || sector == 2 ? high : sector == 0 || sector == 3 ? middle : low;
    pixels[at + 2] = sector == 3 || sector == 4 ? high : sector == 2 || sector == 5 ? middle : low;
  }
}
