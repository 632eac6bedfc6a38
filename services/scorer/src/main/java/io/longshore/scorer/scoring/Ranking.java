package io.longshore.scorer.scoring;

import io.longshore.domain.prediction.ClassProbability;
import java.util.ArrayList;
import java.util.List;

/** Logits as probabilities, and the likeliest classes first. */
public final class Ranking {

  private Ranking() {}

  /** Probabilities that sum to one; computed in double, safe for logits of any finite size. */
  public static float[] softmax(float[] logits) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double[] weights = new double[logits.length];
    double sum = 0;
    for (int c = 0; c < logits.length; c++) {
      weights[c] = Math.exp(logits[c] - greatest);
      sum += weights[c];
    }
    float[] probabilities = new float[logits.length];
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] = (float) (weights[c] / sum);
    }
    return probabilities;
  }

  /**
   * The k likeliest classes by their logits, best first; of equal ones the first named. All classes
   * if there are fewer than k.
   */
  static List<ClassProbability> top(float[] logits, List<String> classNames, int k) {
    int[] best = new int[Math.min(k, logits.length)];
    int filled = 0;
    for (int c = 0; c < logits.length; c++) {
      int at = filled;
      while (at > 0 && logits[best[at - 1]] < logits[c]) {
        at--;
      }
      if (at < best.length) {
        filled = Math.min(filled + 1, best.length);
        System.arraycopy(best, at, best, at + 1, filled - at - 1);
        best[at] = c;
      }
    }
    double sum = 0;
    double greatest = logits[best[0]];
    for (float logit : logits) {
      sum += Math.exp(logit - greatest);
    }
    var top = new ArrayList<ClassProbability>(best.length);
    for (int c : best) {
      top.add(
          new ClassProbability(classNames.get(c), (float) (Math.exp(logits[c] - greatest) / sum)));
    }
    return top;
  }
}
