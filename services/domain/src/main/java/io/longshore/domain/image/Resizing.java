package io.longshore.domain.image;

/**
 * Deterministic resizing in plain arithmetic: the same bytes on every machine, for training and for
 * serving.
 */
final class Resizing {

  private Resizing() {}

  static byte[] resize(byte[] pixels, ImageShape from, ImageShape to) {
    float[] plane = toChannels(pixels, from, to.channels());
    float[] wide = resizeRows(plane, from.height(), from.width(), to.width(), to.channels());
    return resizeColumns(wide, from.height(), to.height(), to.width(), to.channels());
  }

  /** Repeats grey into three channels, or averages three into luma (ITU-R BT.601 weights). */
  private static float[] toChannels(byte[] pixels, ImageShape from, int channels) {
    int count = from.height() * from.width();
    float[] out = new float[count * channels];
    for (int i = 0; i < count; i++) {
      if (from.channels() == channels) {
        for (int c = 0; c < channels; c++) {
          out[i * channels + c] = pixels[i * channels + c] & 0xff;
        }
      } else if (channels == 3) {
        float grey = pixels[i] & 0xff;
        out[i * 3] = grey;
        out[i * 3 + 1] = grey;
        out[i * 3 + 2] = grey;
      } else {
        out[i] =
            0.299f * (pixels[i * 3] & 0xff)
                + 0.587f * (pixels[i * 3 + 1] & 0xff)
                + 0.114f * (pixels[i * 3 + 2] & 0xff);
      }
    }
    return out;
  }

  private static float[] resizeRows(float[] in, int height, int from, int to, int channels) {
    Taps taps = Taps.of(from, to);
    float[] out = new float[height * to * channels];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < to; x++) {
        for (int c = 0; c < channels; c++) {
          float sum = 0;
          for (int t = taps.first[x]; t < taps.first[x] + taps.weights[x].length; t++) {
            sum += taps.weights[x][t - taps.first[x]] * in[(y * from + t) * channels + c];
          }
          out[(y * to + x) * channels + c] = sum;
        }
      }
    }
    return out;
  }

  private static byte[] resizeColumns(float[] in, int from, int to, int width, int channels) {
    Taps taps = Taps.of(from, to);
    int row = width * channels;
    byte[] out = new byte[to * row];
    for (int y = 0; y < to; y++) {
      for (int i = 0; i < row; i++) {
        float sum = 0;
        for (int t = taps.first[y]; t < taps.first[y] + taps.weights[y].length; t++) {
          sum += taps.weights[y][t - taps.first[y]] * in[t * row + i];
        }
        out[y * row + i] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
      }
    }
    return out;
  }

  /** For each output position the inputs it reads and their weights, which sum to one. */
  private record Taps(int[] first, float[][] weights) {

    static Taps of(int from, int to) {
      int[] first = new int[to];
      float[][] weights = new float[to][];
      double scale = (double) from / to;
      double reach =
          Math.max(
              scale,
              1.0); // a triangle as wide as the shrink factor: area average, or bilinear when
      // growing
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale - 0.5;
        int low = Math.max(0, (int) Math.ceil(centre - reach + 1e-9));
        int high = Math.min(from - 1, (int) Math.floor(centre + reach - 1e-9));
        first[i] = low;
        weights[i] = new float[high - low + 1];
        double sum = 0;
        for (int t = low; t <= high; t++) {
          sum += 1 - Math.abs(t - centre) / reach;
        }
        for (int t = low; t <= high; t++) {
          weights[i][t - low] = (float) ((1 - Math.abs(t - centre) / reach) / sum);
        }
      }
      return new Taps(first, weights);
    }
  }
}
