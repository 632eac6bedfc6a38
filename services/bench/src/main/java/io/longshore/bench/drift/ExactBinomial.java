package io.longshore.bench.drift;

/**
 * One-sided bounds of a rate that was seen in few trials (Clopper and Pearson, Biometrika 26,
 * 1934): never less sure than they say.
 */
public final class ExactBinomial {
  private static final int HALVINGS = 60;

  private ExactBinomial() {}

  /** The largest rate under which so few hits are not too unlikely. */
  public static double upper(int hits, int trials, double confidence) {
    if (hits == trials) {
      return 1;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (atMost(hits, trials, middle) > 1 - confidence) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The smallest rate under which so many hits are not too unlikely. */
  public static double lower(int hits, int trials, double confidence) {
    return 1 - upper(trials - hits, trials, confidence);
  }

  /** P(X at most hits) for a binomial X. */
  private static double atMost(int hits, int trials, double rate) {
    double log = trials * Math.log1p(-rate);
    double odds = Math.log(rate) - Math.log1p(-rate);
    double sum = Math.exp(log);
    for (int k = 1; k <= hits; k++) {
      log += Math.log((trials - k + 1.0) / k) + odds;
      sum += Math.exp(log);
    }
    return sum;
  }
}
