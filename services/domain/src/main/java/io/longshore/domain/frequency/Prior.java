package io.longshore.domain.frequency;

import java.util.List;
import java.util.Map;

/**
 * Class priors in log space, from counts that may be zero or fractional.
 *
 * <p>The estimate is the posterior mean under a Dirichlet(1/2) prior (Krichevsky and Trofimov
 * 1981), so a class never seen keeps a small, finite probability.
 */
public final class Prior {
  private static final double HALF = 0.5;

  private Prior() {}

  /**
   * Log probability of each class in the order given.
   *
   * @param classes class names, without repeats
   * @param counts class name to count; classes outside the list are ignored, classes without a
   *     count have zero
   */
  public static double[] log(List<String> classes, Map<String, Double> counts) {
    double total = 0;
    double[] log = new double[classes.size()];
    for (int i = 0; i < log.length; i++) {
      log[i] = counts.getOrDefault(classes.get(i), 0.0) + HALF;
      total += log[i];
    }
    for (int i = 0; i < log.length; i++) {
      log[i] = Math.log(log[i] / total);
    }
    return log;
  }

  /**
   * What to add to the logits of a model that answers as if every class were equally frequent, as
   * one with a class-balanced head does, so that it answers under a mix: tau (log pi_live - log
   * 1/K).
   *
   * <p>Menon and others, Long-tail learning via logit adjustment, <a
   * href="https://arxiv.org/abs/2007.07314">arXiv 2007.07314</a>. What is right more often under a
   * skewed mix is right less often for its rare classes: tau says how much of one is given for the
   * other.
   */
  public static float[] trim(List<String> classes, Map<String, Double> live, double tau) {
    double[] to = log(classes, live);
    float[] shift = new float[to.length];
    for (int i = 0; i < shift.length; i++) {
      shift[i] = (float) (tau * (to[i] + Math.log(to.length)));
    }
    return shift;
  }
}
