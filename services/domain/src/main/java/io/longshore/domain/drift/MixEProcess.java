package io.longshore.domain.drift;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Evidence that units no longer follow the reference mix, valid at every look.
 *
 * <p>E(n) = (1/4) sum over i of Q_i(n) / P(n). P is the probability of the units if nothing moved,
 * with what is not known of the reference averaged over ({@link FrequencyTree}); each Q_i is that
 * of a mixture of changes: of any class ("classes", the statistic of Lindon and Malek, <a
 * href="https://arxiv.org/abs/2011.03567">arXiv 2011.03567</a>), between groups of classes of
 * similar frequency ("frequency"), of few classes of a group as well ("tail"), of one class ("one
 * class"). P and every Q_i are probabilities of whole sequences, so each ratio is a martingale
 * under P with mean one, and so is their mean; P(E ever reaches 1/alpha) is at most alpha by
 * Ville's inequality, averaged over what the reference mix may be, for exchangeable units.
 *
 * <p>For one fixed mix this is not a guarantee, as P is fitted to the reference: with about ten
 * reference units a class and alpha 0.01, 5 or 6 runs of 400 raised a false alarm within 20,000
 * units (10 and 100 classes).
 */
final class MixEProcess {
  private static final double[] CONCENTRATIONS = {30, 300, 3_000, 30_000};

  private final FrequencyTree tree;
  private final double[] shape;
  private final BetweenGroups between;
  private final WithinGroups within;
  private final SingleClass single;

  MixEProcess(FrequencyTree tree) {
    this.tree = tree;
    this.shape = Arrays.stream(tree.rate()).map(rate -> rate / tree.total()).toArray();
    this.between = new BetweenGroups(tree);
    this.within = new WithinGroups(tree);
    this.single = new SingleClass(tree);
  }

  /**
   * log of Q_i(n) / P(n) by the name of what was looked for; their mean is the evidence.
   *
   * @param categories units by category
   */
  SortedMap<String, Double> logE(long[] categories) {
    long units = Arrays.stream(categories).sum();
    long[] groups = tree.counts(categories);
    double frequency = between.logE(groups, units);
    var logE = new TreeMap<String, Double>();
    logE.put("classes", classes(categories));
    logE.put("frequency", frequency);
    logE.put("tail", frequency + within.logE(categories, groups));
    logE.put("one class", single.logE(categories, groups, units));
    return logE;
  }

  /** log P(n), the probability of a sequence of these units if nothing moved. */
  double logUnchanged(long[] categories) {
    return tree.logProbability(categories);
  }

  private double classes(long[] categories) {
    double known = logUnchanged(categories);
    var sum = new LogSum();
    for (double c : CONCENTRATIONS) {
      double concentration = Math.min(c, tree.total() / 2);
      sum.add(DirichletMultinomial.logProbability(categories, shape, concentration) - known);
    }
    return sum.mean();
  }
}
