package io.longshore.domain.adaptation;

import java.util.Locale;

/**
 * What was weighed when an adaptation was decided: what it may bring against what it costs.
 *
 * <p>Under label shift (the mix of classes moves from p to q, each class looks as before) a
 * classifier f made for p and one g made for q differ on the new mix by at most sum_k (q_k - p_k)
 * (err_k(f) - err_k(g)), because on p the first is no worse: no more than twice the total variation
 * between p and q, and nothing at all where classes never look alike. How much of that bound is
 * there to be had depends on the images, so it is a setting, the gear's {@link GearTerms#regains},
 * that `bench adapt` can measure. Labels of classes that the model lacks are lost with certainty; a
 * gear that learns them can regain them all.
 *
 * <p>So, with t the lower confidence bound of the total variation and s that of the share of new
 * classes: accuracy = regains x max(0, t - s) + (s if the gear learns new classes); benefit =
 * accuracy x horizon x worth of a right answer; cost = seconds x price of a second. The bounds are
 * on what moved; the benefit is an estimate that grows with them, not a promise. The error of
 * plugging a wrong prior into a classifier is treated in Saerens, Latinne and Decaestecker,
 * Adjusting the outputs of a classifier to new a priori probabilities, Neural Computation 14(1),
 * 2002, and Lipton, Wang and Smola, <a href="https://arxiv.org/abs/1802.03916">arXiv
 * 1802.03916</a>.
 *
 * @param accuracy share of the answers that may be right again, in [0, 1]
 * @param benefit what that is worth over the horizon
 * @param seconds compute that the gear takes
 * @param cost what that costs
 * @param askedToday how often the gear was asked for before, in the same day of event time
 * @param perDay how often it may be
 */
public record Stake(
    double accuracy, double benefit, double seconds, double cost, long askedToday, long perDay) {

  /** Whether the gear is worth it. */
  public boolean pays() {
    return benefit >= cost;
  }

  /** How often the gear may still be asked for within the day. */
  public long left() {
    return Math.max(0, perDay - askedToday);
  }

  /** The account in one sentence. */
  public String inWords() {
    return String.format(
        Locale.ROOT,
        "may make %.2f%% of answers right, worth %.1f, for %.1f s of compute, %.1f; asked for %,d of %,d times today",
        100 * accuracy,
        benefit,
        seconds,
        cost,
        askedToday,
        perDay);
  }
}
