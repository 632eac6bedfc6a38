package io.longshore.onnx;

/** How often an activation takes which value, in equal bins over all that it takes. */
final class ActivationHistogram {
  private static final int BINS = 4096;

  private final ActivationRange all;
  private final double width;
  private final long[] counts = new long[BINS];

  /**
   * @param all values lie in it
   */
  ActivationHistogram(ActivationRange all) {
    this.all = all;
    this.width = Math.max(Float.MIN_NORMAL, ((double) all.max() - all.min()) / BINS);
  }

  void count(float[] values) {
    for (float value : values) {
      int bin = (int) ((value - (double) all.min()) / width);
      counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    }
  }

  /** The range without the outermost values, a fraction of all at each end. */
  ActivationRange without(double fraction) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    double spare = total * fraction;
    int low = 0;
    for (double left = spare; low < BINS && counts[low] <= left; low++) {
      left -= counts[low];
    }
    int high = BINS;
    for (double left = spare; high > 0 && counts[high - 1] <= left; high--) {
      left -= counts[high - 1];
    }
    double min = Math.min(0, all.min() + low * width);
    double max = Math.max(0, all.min() + high * width);
    return new ActivationRange((float) min, (float) Math.min(all.max(), max));
  }
}
