package io.longshore.domain.drift;

import java.util.function.DoubleUnaryOperator;

/**
 * Where a share lies, given successes and failures: an interval that holds at every number of
 * trials at once, so that it may be looked at after each.
 *
 * <p>It is the set of shares p against which the evidence is under its threshold,
 *
 * <pre>B(a + s, b + f) / (B(a, b) p^s (1 - p)^f) &lt; 1 / alpha,    a = b = 1/2.</pre>
 *
 * The left side is a martingale of mean one if p is the share, so by Ville's inequality the share
 * is ever outside with probability at most alpha (Robbins, Annals of Mathematical Statistics 41,
 * 1970). Nothing is approximated: after no trial it is [0, 1], after three successes it still
 * reaches down to some share. Trials are independent, with one share.
 *
 * @param lower in [0, 1], under successes / trials
 * @param upper in [0, 1], over successes / trials
 */
public record BinomialConfidence(double lower, double upper) {
  private static final double PRIOR = 0.5;

  /** exp(-745) is the smallest positive number. */
  private static final double FURTHEST = 745;

  /**
   * Of a share.
   *
   * @param successes at least zero
   * @param failures at least zero
   * @param alpha the chance of the share ever being outside, in (0, 1)
   */
  public static BinomialConfidence of(long successes, long failures, double alpha) {
    if (successes < 0 || failures < 0 || !(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "%d successes, %d failures, alpha %s: at least 0, 0 and inside (0, 1) are needed"
              .formatted(successes, failures, alpha));
    }
    double mixture = BetaBinomial.logProbability(successes, successes + failures, 0.5, 2 * PRIOR);
    double threshold = -Math.log(alpha);
    DoubleUnaryOperator excess =
        logit -> mixture - successes * logShare(logit) - failures * logShare(-logit) - threshold;
    double best = Math.log((successes + PRIOR) / (failures + PRIOR));
    return new BinomialConfidence(
        successes == 0 ? 0 : share(crossing(excess, best, -FURTHEST)),
        failures == 0 ? 1 : share(crossing(excess, best, FURTHEST)));
  }

  /** Whether a share is inside. */
  public boolean contains(double share) {
    return lower <= share && share <= upper;
  }

  /** By halving, from a logit inside to one outside; the excess is convex in the logit. */
  private static double crossing(DoubleUnaryOperator excess, double inside, double outside) {
    double in = inside;
    double out = outside;
    double middle = in + (out - in) / 2;
    while (middle != in && middle != out) {
      if (excess.applyAsDouble(middle) < 0) {
        in = middle;
      } else {
        out = middle;
      }
      middle = in + (out - in) / 2;
    }
    return out;
  }

  /** log of the share with this logit, without cancellation at either end. */
  private static double logShare(double logit) {
    return logit < 0 ? logit - Math.log1p(Math.exp(logit)) : -Math.log1p(Math.exp(-logit));
  }

  private static double share(double logit) {
    return Math.exp(logShare(logit));
  }
}
