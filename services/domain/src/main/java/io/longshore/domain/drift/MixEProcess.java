package io.longshore.domain.drift;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Evidence that units no longer follow the reference mix, valid at every look.
 *
 * <p>E(n) = (1/4) sum over i of Q_i(n) / P(n). P is the probability of the units if nothing moved,
 * with what is not known of the reference averaged over ({@link Unchanged}); each Q_i is that of a
 * mixture of changes: of any class ("classes", the statistic of Lindon and Malek, <a
 * href="https://arxiv.org/abs/2011.03567">arXiv 2011.03567</a>), between groups of classes of
 * similar frequency ("frequency"), of few classes of a group as well ("tail"), of one class ("one
 * class"). Every Q_i is a probability of whole sequences and P is at least that of either way to
 * tell what is unchanged, so each ratio is a supermartingale with mean at most one under both, and
 * so is their mean; P(E ever reaches 1/alpha) is at most alpha by Ville's inequality, averaged over
 * what the reference mix may be, for exchangeable units. For one fixed mix that is an empirical
 * matter: {@code longshore bench drift} measures it.
 */
final class MixEProcess {
  private static final double[] CONCENTRATIONS = {30, 300, 3_000, 30_000};

  private final Unchanged unchanged;
  private final FrequencyTree tree;
  private final double[] shape;
  private final BetweenGroups between;
  private final WithinGroups within;
  private final SingleClass single;

  MixEProcess(Unchanged unchanged) {
    this.unchanged = unchanged;
    this.tree = unchanged.tree();
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
    double known = tree.logProbability(categories);
    // The alternatives compare themselves with the tree alone.
    double allowance = unchanged.logProbability(categories) - known;
    double frequency = between.logE(groups, units);
    var logE = new TreeMap<String, Double>();
    logE.put("classes", classes(categories, known) - allowance);
    logE.put("frequency", frequency - allowance);
    logE.put("tail", frequency + within.logE(categories, groups) - allowance);
    logE.put("one class", single.logE(categories, groups, units) - allowance);
    return logE;
  }

  private double classes(long[] categories, double known) {
    var sum = new LogSum();
    for (double c : CONCENTRATIONS) {
      double concentration = Math.min(c, tree.total() / 2);
      sum.add(DirichletMultinomial.logProbability(categories, shape, concentration) - known);
    }
    return sum.mean();
  }
}
