package io.longshore.ssd.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Gaussian blur with a standard deviation drawn uniformly. Beyond the border the border pixels go
 * on.
 *
 * @param probability that it happens
 * @param minSigma least standard deviation in pixels
 * @param maxSigma greatest standard deviation in pixels
 */
public record Blur(double probability, double minSigma, double maxSigma) implements Transform {
  /** Weights are in units of 2^-14, rows between the two passes in units of 2^-8. */
  private static final int WEIGHT_BITS = 14;

  private static final int BETWEEN_BITS = 8;
  private static final int ONE = 1 << WEIGHT_BITS;

  public Blur {
    Probability.check("blurring", probability);
    if (!(minSigma > 0 && maxSigma >= minSigma && maxSigma <= 100)) {
      throw new IllegalArgumentException(
          "sigma of a blur must rise within (0, 100]: " + minSigma + " to " + maxSigma);
    }
  }

  @Override
  public void apply(Canvas canvas, SplittableRandom random) {
    if (random.nextDouble() < probability) {
      blur(canvas, minSigma + (maxSigma - minSigma) * random.nextDouble());
    }
  }

  static void blur(Canvas canvas, double sigma) {
    int radius = (int) StrictMath.ceil(3 * sigma);
    int[] kernel = canvas.kernel.of(radius + 1);
    gaussian(sigma, radius, kernel);
    int[] between = canvas.plane.of(canvas.shape().bytes());
    alongRows(canvas, radius, kernel, between);
    alongColumns(canvas, radius, kernel, between);
  }

  /** The centre and one side; centre and both sides add up to exactly one. */
  private static void gaussian(double sigma, int radius, int[] kernel) {
    double sum = 1;
    for (int k = 1; k <= radius; k++) {
      sum += 2 * bell(k / sigma);
    }
    int sides = 0;
    for (int k = 1; k <= radius; k++) {
      kernel[k] = (int) (bell(k / sigma) / sum * ONE + 0.5);
      sides += kernel[k];
    }
    kernel[0] = ONE - 2 * sides;
  }

  private static double bell(double x) {
    return StrictMath.exp(-x * x / 2);
  }

  private static void alongRows(Canvas canvas, int radius, int[] kernel, int[] between) {
    ImageShape shape = canvas.shape();
    int channels = shape.channels();
    int length = shape.width() * channels;
    int margin = radius * channels;
    int[] row = canvas.row.of(length + 2 * margin);
    for (int start = 0; start < shape.bytes(); start += length) {
      widen(canvas.pixels(), start, length, channels, margin, row);
      weigh(row, margin, between, start, length, kernel[0]);
      for (int k = 1; k <= radius; k++) {
        int step = k * channels;
        add(row, margin - step, margin + step, between, start, length, kernel[k]);
      }
      for (int i = start; i < start + length; i++) {
        between[i] >>= WEIGHT_BITS - BETWEEN_BITS;
      }
    }
  }

  /** A row with its first and last pixel repeated over the margins. */
  private static void widen(
      byte[] pixels, int start, int length, int channels, int margin, int[] row) {
    for (int i = 0; i < length; i++) {
      row[margin + i] = pixels[start + i] & 0xff;
    }
    for (int i = margin - 1; i >= 0; i--) {
      row[i] = row[i + channels];
    }
    for (int i = margin + length; i < length + 2 * margin; i++) {
      row[i] = row[i - channels];
    }
  }

  private static void alongColumns(Canvas canvas, int radius, int[] kernel, int[] between) {
    ImageShape shape = canvas.shape();
    int length = shape.width() * shape.channels();
    int[] sum = canvas.row.of(length);
    byte[] pixels = canvas.pixels();
    int half = 1 << (WEIGHT_BITS + BETWEEN_BITS - 1);
    for (int y = 0; y < shape.height(); y++) {
      Arrays.fill(sum, 0, length, half);
      for (int k = 1; k <= radius; k++) {
        int above = Math.max(0, y - k) * length;
        int below = Math.min(shape.height() - 1, y + k) * length;
        add(between, above, below, sum, 0, length, kernel[k]);
      }
      int start = y * length;
      for (int i = 0; i < length; i++) {
        int value = sum[i] + kernel[0] * between[start + i];
        pixels[start + i] = (byte) (value >> (WEIGHT_BITS + BETWEEN_BITS));
      }
    }
  }

  private static void weigh(int[] from, int at, int[] to, int start, int length, int weight) {
    for (int i = 0; i < length; i++) {
      to[start + i] = weight * from[at + i];
    }
  }

  private static void add(
      int[] from, int one, int other, int[] to, int start, int length, int weight) {
    for (int i = 0; i < length; i++) {
      to[start + i] += weight * (from[one + i] + from[other + i]);
    }
  }
}
