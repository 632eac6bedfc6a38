package io.longshore.bench.adapt;

import io.longshore.domain.prediction.ClassProbability;
import java.util.List;
import java.util.Map;

/**
 * Untrimmed answers of a model whose head was fitted to all classes alike, corrected to the true
 * mix: p'(c) is proportional to p(c) times the true share of c. Nothing that only moves answers
 * between classes by their frequency can be told more; it needs the truth, which nobody has.
 *
 * <p>Saerens, Latinne and Decaestecker, Adjusting the outputs of a classifier to new a priori
 * probabilities, Neural Computation 14(1), 2002, equation 2.4.
 */
public final class TruePrior {
  private TruePrior() {}

  /**
   * The likeliest class under the mix.
   *
   * @param odds of each class; one that is not named does not occur
   */
  public static String choice(List<ClassProbability> served, Map<String, Double> odds) {
    String best = served.get(0).className();
    double most = Double.NEGATIVE_INFINITY;
    for (ClassProbability one : served) {
      double weight = one.probability() * odds.getOrDefault(one.className(), 0.0);
      if (weight > most) {
        most = weight;
        best = one.className();
      }
    }
    return best;
  }
}
