package io.longshore.domain.rollout;

import io.longshore.domain.drift.BetaBinomial;

/**
 * Evidence that one of two models is better, from the images on which only one of them was right:
 *
 * <pre>E = 2^(b + c) B(a + b, a + c) / B(a, a),    a = 1.</pre>
 *
 * If both are equally good, each such image is a fair coin and E is a martingale of mean one: it
 * ever reaches 1 / alpha with probability at most alpha (Robbins, Annals of Mathematical Statistics
 * 41, 1970). The same holds for "E at least 1 / alpha, and b over c" if the model is worse, for
 * then E is at most its half over coins that favour it.
 */
public final class SignEvidence {
  private static final double PRIOR = 1;

  private SignEvidence() {}

  /**
   * log E.
   *
   * @param better images that only the model under judgement named rightly
   * @param worse images that only the other model did
   */
  public static double log(long better, long worse) {
    return (better + worse) * Math.log(2)
        + BetaBinomial.logProbability(better, better + worse, 0.5, 2 * PRIOR);
  }

  /** Whether the model under judgement is better, at this alpha. */
  public static boolean shows(long better, long worse, double alpha) {
    return better > worse && log(better, worse) >= -Math.log(alpha);
  }
}
