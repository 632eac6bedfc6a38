package io.longshore.domain.image;

/**
 * Deterministic resizing in plain arithmetic: the same bytes on every machine, for training and for
 * serving. An image is read row by row and never held as numbers: 25 million pixels would be 300 MB
 * of them.
 */
final class Resizing {

  private Resizing() {}

  static byte[] resize(PixelRows rows, ImageShape from, ImageShape to) {
    Taps across = Taps.of(from.width(), to.width());
    Taps down = Taps.of(from.height(), to.height());
    var read = new byte[from.width() * from.channels()];
    var row = new float[from.width() * to.channels()];
    var narrow = new float[to.width() * to.channels()];
    var sums = new float[to.size()];
    int begin = 0; // the first row of the result that rows from here on reach
    for (int t = 0; t < from.height(); t++) {
      rows.read(t, read);
      toChannels(read, from.channels(), row, to.channels());
      resizeRow(row, across, narrow, to.channels());
      while (down.end(begin) <= t) {
        begin++;
      }
      for (int y = begin; y < to.height() && down.first[y] <= t; y++) {
        float weight = down.weights[y][t - down.first[y]];
        for (int i = 0; i < narrow.length; i++) {
          sums[y * narrow.length + i] += weight * narrow[i];
        }
      }
    }
    return rounded(sums);
  }

  /** Repeats grey into three channels, or averages three into luma (ITU-R BT.601 weights). */
  private static void toChannels(byte[] pixels, int from, float[] out, int channels) {
    if (from == channels) {
      for (int i = 0; i < out.length; i++) {
        out[i] = pixels[i] & 0xff;
      }
    } else if (channels == 3) {
      for (int i = 0; i < pixels.length; i++) {
        float grey = pixels[i] & 0xff;
        out[i * 3] = grey;
        out[i * 3 + 1] = grey;
        out[i * 3 + 2] = grey;
      }
    } else {
      for (int i = 0; i < out.length; i++) {
        out[i] =
            0.299f * (pixels[i * 3] & 0xff)
                + 0.587f * (pixels[i * 3 + 1] & 0xff)
                + 0.114f * (pixels[i * 3 + 2] & 0xff);
      }
    }
  }

  private static void resizeRow(float[] in, Taps taps, float[] out, int channels) {
    for (int x = 0; x < taps.first.length; x++) {
      for (int c = 0; c < channels; c++) {
        float sum = 0;
        for (int t = taps.first[x]; t < taps.end(x); t++) {
          sum += taps.weights[x][t - taps.first[x]] * in[t * channels + c];
        }
        out[x * channels + c] = sum;
      }
    }
  }

  private static byte[] rounded(float[] sums) {
    var out = new byte[sums.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.max(0, Math.min(255, Math.round(sums[i])));
    }
    return out;
  }

  /** For each output position the inputs it reads and their weights, which sum to one. */
  private record Taps(int[] first, float[][] weights) {

    /** The input after the last that an output reads. */
    int end(int output) {
      return first[output] + weights[output].length;
    }

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
