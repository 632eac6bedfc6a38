package io.longshore.domain.drift;

import java.util.Arrays;

/**
 * What units look like if nothing moved, told in two ways of which the more likely one counts.
 *
 * <p>The {@link FrequencyTree} knows rare classes well from what they have in common, if there are
 * enough of them to tell; a plain Dirichlet(weight + 1/2) knows each class by itself, and takes a
 * thousand rare ones to be more frequent than they are. Evidence divided by the larger of two
 * probabilities is an e-value under both, so whichever of them is the right one, the budget holds.
 */
final class Unchanged {
  private static final double HALF = 0.5;

  private final FrequencyTree tree;
  private final double[] shape;
  private final double concentration;

  /**
   * What is expected of a reference.
   *
   * @param weights units by class, heaviest first; a last category for classes not named is added
   */
  Unchanged(double[] weights) {
    this.tree = FrequencyTree.of(weights);
    double[] plain = new double[weights.length + 1];
    Arrays.setAll(plain, k -> k < weights.length ? weights[k] + HALF : HALF);
    this.concentration = Arrays.stream(plain).sum();
    this.shape = Arrays.stream(plain).map(a -> a / concentration).toArray();
  }

  FrequencyTree tree() {
    return tree;
  }

  /** log of the larger probability of a sequence of units with these counts. */
  double logProbability(long[] categories) {
    return Math.max(
        tree.logProbability(categories),
        DirichletMultinomial.logProbability(categories, shape, concentration));
  }
}
