package io.longshore.ssd.data;

import java.util.Arrays;

/** Changes that look at how often each value occurs in a channel. */
final class Histogram {
  private Histogram() {}

  /** Makes the darkest value of each channel 0 and its lightest 255. */
  static void stretch(Canvas canvas) {
    for (int channel = 0; channel < canvas.shape().channels(); channel++) {
      count(canvas, channel);
      int darkest = darkest(canvas.histogram);
      int lightest = lightest(canvas.histogram);
      if (lightest > darkest) {
        double scale = 255.0 / (lightest - darkest);
        for (int value = darkest; value <= lightest; value++) {
          canvas.tones[value] = (byte) Math.min(255, (int) (value * scale - darkest * scale));
        }
        canvas.mapTones(channel);
      }
    }
  }

  /** Spreads the values of each channel so that all parts of the scale are used alike. */
  static void equalize(Canvas canvas) {
    int pixels = canvas.shape().height() * canvas.shape().width();
    for (int channel = 0; channel < canvas.shape().channels(); channel++) {
      count(canvas, channel);
      int step = (pixels - canvas.histogram[lightest(canvas.histogram)]) / 255;
      if (step > 0) {
        int sum = step / 2;
        for (int value = 0; value < 256; value++) {
          canvas.tones[value] = (byte) Math.min(255, sum / step);
          sum += canvas.histogram[value];
        }
        canvas.mapTones(channel);
      }
    }
  }

  private static void count(Canvas canvas, int channel) {
    int[] histogram = canvas.histogram;
    byte[] pixels = canvas.pixels();
    Arrays.fill(histogram, 0);
    for (int i = channel; i < pixels.length; i += canvas.shape().channels()) {
      histogram[pixels[i] & 0xff]++;
    }
  }

  private static int darkest(int[] histogram) {
    int value = 0;
    while (histogram[value] == 0) {
      value++;
    }
    return value;
  }

  private static int lightest(int[] histogram) {
    int value = 255;
    while (histogram[value] == 0) {
      value--;
    }
    return value;
  }
}
