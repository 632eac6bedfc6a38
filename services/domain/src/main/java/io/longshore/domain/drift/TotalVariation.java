package io.longshore.domain.drift;

/**
 * How far two mixes are apart, when both are known from counts only: half the sum of absolute
 * differences of their shares, in [0, 1].
 *
 * <p>The plug-in value of two samples is too large even if nothing moved: with s_k the standard
 * deviation of the difference of class k's shares, by half the sum of s_k sqrt(2 / pi) in the
 * normal approximation, and never by more than half the sum of s_k (Jensen's inequality). The
 * estimate has the first taken off, the lower bound the second and the deviation that McDiarmid's
 * inequality allows: replacing one of n live or N reference units changes the value by at most 1/n
 * or 1/N, so it exceeds its mean by sqrt(log(1/alpha) (1/n + 1/N) / 2) with probability at most
 * alpha. The bound holds for units drawn independently, at one look; it measures the size of an
 * effect whose presence the e-value has shown.
 *
 * @param estimate bias-corrected, at least zero
 * @param lower confidence bound, at least zero
 */
record TotalVariation(double estimate, double lower) {
  static final TotalVariation NONE = new TotalVariation(0, 0);

  private static final double NORMAL = Math.sqrt(2 / Math.PI);

  /**
   * Between the reference's weights and live counts on one grouping.
   *
   * @param weights reference units by group; their sum is N
   * @param counts live units by group; their sum is n
   */
  static TotalVariation between(double[] weights, long[] counts, double alpha) {
    double reference = 0;
    double live = 0;
    for (int g = 0; g < weights.length; g++) {
      reference += weights[g];
      live += counts[g];
    }
    if (reference == 0 || live == 0) {
      return NONE;
    }
    double difference = 0;
    double deviation = 0;
    for (int g = 0; g < weights.length; g++) {
      difference += Math.abs(counts[g] / live - weights[g] / reference);
      deviation +=
          Math.sqrt(
              variance((double) counts[g], live, weights.length)
                  + variance(weights[g], reference, weights.length));
    }
    double spread = Math.sqrt(Math.log(1 / alpha) * (1 / live + 1 / reference) / 2);
    return new TotalVariation(
        Math.max(0, (difference - NORMAL * deviation) / 2),
        Math.max(0, (difference - deviation) / 2 - spread));
  }

  /**
   * The larger of each: merging groups can only bring mixes closer, so both stand for the whole.
   */
  TotalVariation or(TotalVariation other) {
    return new TotalVariation(Math.max(estimate, other.estimate), Math.max(lower, other.lower));
  }

  /** Of a share; smoothed, so that a class never seen is not taken to be known for certain. */
  private static double variance(double count, double total, int groups) {
    double share = (count + 0.5) / (total + 0.5 * groups);
    return share * (1 - share) / total;
  }
}
