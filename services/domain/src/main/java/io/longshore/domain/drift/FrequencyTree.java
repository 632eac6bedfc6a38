package io.longshore.domain.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What is known of an unchanged mix: classes in groups of similar frequency, a Dirichlet over the
 * groups and a Dirichlet within each.
 *
 * <p>Over the groups it is as wide as the sampling of the reference, within a group as wide as the
 * empirical-Bayes posterior of {@link RateMixture}: rare classes of one group are known to be alike
 * although each was seen once or never.
 *
 * @param groupOf category to group, most frequent first
 * @param rate units of each category expected per reference
 * @param within concentration of each category in its group's Dirichlet
 * @param groupRate sum of the rates of each group
 * @param groupWithin sum of the concentrations of each group
 * @param size categories of each group
 * @param total sum of all rates, the concentration over the groups
 */
record FrequencyTree(
    int[] groupOf,
    double[] rate,
    double[] within,
    double[] groupRate,
    double[] groupWithin,
    int[] size,
    double total) {
  private static final double RATIO = 1.4;
  private static final double LEAST_SHARE = 0.05;

  /** How much of the posterior's precision is believed; the mixture itself is an estimate. */
  private static final double BELIEVED = 0.7;

  private static final double MOST_PRECISION = 20;
  private static final double UNSEEN = 0.5;

  /**
   * The tree of a reference.
   *
   * @param weights units by class, heaviest first; a last category for classes not named is added
   */
  static FrequencyTree of(double[] weights) {
    var rates = RateMixture.posterior(weights);
    int classes = weights.length;
    double[] rate = Arrays.copyOf(rates.mean(), classes + 1);
    rate[classes] = UNSEEN;
    int[] groupOf = groups(rate);
    int groups = groupOf[classes] + 1;
    double[] groupRate = new double[groups];
    double[] precision = new double[groups];
    int[] size = new int[groups];
    for (int k = 0; k <= classes; k++) {
      int g = groupOf[k];
      groupRate[g] += rate[k];
      precision[g] += k == classes ? rate[k] : rate[k] * rate[k] / rates.variance()[k];
      size[g]++;
    }
    double[] groupWithin = new double[groups];
    for (int g = 0; g < groups; g++) {
      double believed = Math.min(BELIEVED * precision[g], MOST_PRECISION * groupRate[g]);
      groupWithin[g] = Math.max(groupRate[g], believed);
    }
    double[] within = new double[classes + 1];
    for (int k = 0; k <= classes; k++) {
      within[k] = groupWithin[groupOf[k]] * rate[k] / groupRate[groupOf[k]];
    }
    return new FrequencyTree(
        groupOf, rate, within, groupRate, groupWithin, size, Arrays.stream(groupRate).sum());
  }

  /** A group ends where frequency has fallen by RATIO or a share is full, never between equals. */
  private static int[] groups(double[] rate) {
    double total = Arrays.stream(rate).sum();
    int[] groupOf = new int[rate.length];
    double top = rate[0];
    double share = rate[0] / total;
    for (int k = 1; k < rate.length; k++) {
      boolean unseen = k == rate.length - 1;
      boolean lower = rate[k] < rate[k - 1] * (1 - 1e-9);
      boolean cut = unseen || (lower && (rate[k] < top / RATIO || share >= LEAST_SHARE));
      groupOf[k] = groupOf[k - 1] + (cut ? 1 : 0);
      top = cut ? rate[k] : top;
      share = (cut ? 0 : share) + rate[k] / total;
    }
    return groupOf;
  }

  int groups() {
    return groupRate.length;
  }

  /** Units by group. */
  long[] counts(long[] categories) {
    long[] counts = new long[groups()];
    for (int k = 0; k < categories.length; k++) {
      counts[groupOf[k]] += categories[k];
    }
    return counts;
  }

  /** log probability of a sequence of units with these counts, if the mix has not changed. */
  double logProbability(long[] categories) {
    long[] groups = counts(categories);
    double log = -BetaBinomial.rising(total, Arrays.stream(groups).sum());
    for (int g = 0; g < groups.length; g++) {
      log += BetaBinomial.rising(groupRate[g], groups[g]);
      log -= BetaBinomial.rising(groupWithin[g], groups[g]);
    }
    for (int k = 0; k < categories.length; k++) {
      log += BetaBinomial.rising(within[k], categories[k]);
    }
    return log;
  }

  /**
   * Ways in which frequent and rare classes may have changed places: expected rates of the groups
   * after rate^(1 - d), and after raising or lowering everything rarer than a soft threshold.
   */
  List<double[]> tilts() {
    double[] typical = new double[groups()];
    for (int g = 0; g < typical.length; g++) {
      typical[g] = groupRate[g] / size[g];
    }
    var tilts = new ArrayList<double[]>();
    for (double power : new double[] {-0.4, -0.2, -0.1, 0.1, 0.2, 0.4}) {
      tilts.add(tilted(g -> Math.pow(typical[g], -power)));
    }
    int rarest = Math.max(0, typical.length - 2);
    for (double threshold = 1.5 * typical[rarest]; threshold < 0.8 * typical[0]; threshold *= 2) {
      double at = threshold;
      for (double factor : new double[] {0.4, 1.8, 3.2, 6}) {
        tilts.add(tilted(g -> 1 + (factor - 1) / (1 + Math.pow(typical[g] / at, 2))));
      }
    }
    return tilts;
  }

  private double[] tilted(IntToDoubleFunction factor) {
    double[] tilted = new double[groups()];
    double sum = 0;
    for (int g = 0; g < tilted.length; g++) {
      tilted[g] = groupRate[g] * factor.applyAsDouble(g);
      sum += tilted[g];
    }
    for (int g = 0; g < tilted.length; g++) {
      tilted[g] *= total / sum;
    }
    return tilted;
  }
}
