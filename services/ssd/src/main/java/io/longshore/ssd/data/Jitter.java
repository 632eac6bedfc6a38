package io.longshore.ssd.data;

import java.util.SplittableRandom;

/**
 * Changes brightness, contrast, saturation and hue in a random order. Brightness, contrast and
 * saturation are multiplied by a factor from [1-s, 1+s] for strength s; the hue is turned by up to
 * its strength either way. On a grey image only brightness and contrast show.
 *
 * @param brightness from 0 to 1
 * @param contrast from 0 to 1
 * @param saturation from 0 to 1
 * @param hue in turns of the colour wheel, from 0 to 0.5
 * @param probability that it happens at all
 */
public record Jitter(
    double brightness, double contrast, double saturation, double hue, double probability)
    implements Transform {
  private static final int[][] ORDERS = orders();

  public Jitter {
    if (!isShare(brightness) || !isShare(contrast) || !isShare(saturation)) {
      throw new IllegalArgumentException(
          "brightness, contrast and saturation must lie in [0, 1]: "
              + brightness
              + ", "
              + contrast
              + ", "
              + saturation);
    }
    if (!(hue >= 0 && hue <= 0.5)) {
      throw new IllegalArgumentException("hue must lie in [0, 0.5] turns: " + hue);
    }
    Probability.check("jitter", probability);
  }

  private static boolean isShare(double strength) {
    return strength >= 0 && strength <= 1;
  }

  /** Brightness and contrast alone, on every image. */
  public static Jitter light(double brightness, double contrast) {
    return new Jitter(brightness, contrast, 0, 0, 1);
  }

  @Override
  public void apply(Canvas canvas, SplittableRandom random) {
    if (random.nextDouble() >= probability) {
      return;
    }
    int[] order = ORDERS[random.nextInt(ORDERS.length)];
    double light = 1 + brightness * sway(random);
    double spread = 1 + contrast * sway(random);
    double colour = 1 + saturation * sway(random);
    double turn = hue * sway(random);
    for (int change : order) {
      if (change == 0 && brightness > 0) {
        Tones.brighten(canvas, light);
      } else if (change == 1 && contrast > 0) {
        Tones.contrast(canvas, spread);
      } else if (change == 2 && saturation > 0) {
        Colour.saturate(canvas, colour);
      } else if (change == 3 && hue > 0) {
        Hue.turn(canvas, turn);
      }
    }
  }

  /** From -1 to 1. */
  private static double sway(SplittableRandom random) {
    return 2 * random.nextDouble() - 1;
  }

  /** All orders of four changes. */
  static int[][] orders() {
    int[][] orders = new int[24][];
    int found = 0;
    for (int code = 0; code < 256; code++) {
      int[] order = {code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6};
      int seen = 1 << order[0] | 1 << order[1] | 1 << order[2] | 1 << order[3];
      if (seen == 0b1111) {
        orders[found++] = order;
      }
    }
    return orders;
  }
}
