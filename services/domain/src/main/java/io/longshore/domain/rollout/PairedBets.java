package io.longshore.domain.rollout;

import java.util.Arrays;

/**
 * Where the difference in accuracy of two models lies, from how often only one of them was right on
 * the same images: bounds that hold at every number of images at once, so that they may be looked
 * at after each.
 *
 * <p>An image says d = 1 if only the model under judgement was right, -1 if only the other was, 0
 * otherwise. Against "the mean of d is at most m" one bets
 *
 * <pre>
 * K(m) = mean over c of  prod (1 - c + c (1 + d) / (1 + m)),    c = 0.95 / 2^(k/2), k = 0, 1, ..
 * </pre>
 *
 * which is a supermartingale that starts at one if no mean, given what came before, is over m, so
 * by Ville's inequality it ever reaches 1 / alpha with probability at most alpha (Waudby-Smith and
 * Ramdas, Journal of the Royal Statistical Society B 86, 2024, <a
 * href="https://arxiv.org/abs/2010.09686">arXiv 2010.09686</a>, hedged over bets that are fixed in
 * advance). Because they are fixed, K depends on the three counts only: labels may come in any
 * order, and counting again decides the same. K falls as m grows, so the set of differences that
 * are not refuted is an interval.
 */
public final class PairedBets {
  private static final double BOLDEST = 0.95;
  private static final double PRECISION = 1e-9;
  private static final double[] BETS = new double[16];

  static {
    Arrays.setAll(BETS, k -> BOLDEST * Math.pow(2, -k / 2.0));
  }

  private PairedBets() {}

  /**
   * log of the evidence against "the difference is at most this".
   *
   * @param better images that only the model under judgement named rightly
   * @param worse images that only the other model named rightly
   * @param same images that both or neither did
   * @param most in (-1, 1]
   */
  public static double logEvidence(long better, long worse, long same, double most) {
    double[] logs = new double[BETS.length];
    for (int i = 0; i < BETS.length; i++) {
      double bet = BETS[i];
      double scale = bet / (1 + most);
      logs[i] =
          better * Math.log1p(2 * scale - bet)
              + same * Math.log1p(scale - bet)
              + worse * Math.log1p(-bet);
    }
    double largest = Arrays.stream(logs).max().orElseThrow();
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum / logs.length);
  }

  /** Whether so many images show, at this alpha, that the difference is over a bound. */
  public static boolean shows(long better, long worse, long same, double over, double alpha) {
    return over <= -1 || logEvidence(better, worse, same, over) >= -Math.log(alpha);
  }

  /**
   * The largest difference that is refuted from below; -1 before any image.
   *
   * @param alpha the chance that the difference is ever below, in (0, 1)
   */
  public static double lower(long better, long worse, long same, double alpha) {
    if (better < 0 || worse < 0 || same < 0 || !(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "%d, %d and %d images, alpha %s: at least 0 and inside (0, 1) are needed"
              .formatted(better, worse, same, alpha));
    }
    if (better + same == 0) {
      return -1;
    }
    double threshold = -Math.log(alpha);
    double refuted = -1;
    double possible = (double) (better - worse) / (better + worse + same);
    double middle = refuted + (possible - refuted) / 2;
    while (possible - refuted > PRECISION && middle > refuted && middle < possible) {
      if (logEvidence(better, worse, same, middle) >= threshold) {
        refuted = middle;
      } else {
        possible = middle;
      }
      middle = refuted + (possible - refuted) / 2;
    }
    return refuted;
  }

  /** The smallest difference that is refuted from above; 1 before any image. */
  public static double upper(long better, long worse, long same, double alpha) {
    return -lower(/* better= */ worse, /* worse= */ better, same, alpha);
  }
}
