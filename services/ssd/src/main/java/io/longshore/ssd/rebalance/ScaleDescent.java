package io.longshore.ssd.rebalance;

import java.util.Arrays;

/**
 * Stochastic gradient descent on the scales s alone, in plain Java: a convex problem in as many
 * unknowns as there are classes.
 */
final class ScaleDescent {
  private final double momentum;
  private final double weightDecay;
  private final double[] s; // (classes)
  private final double[] velocity; // (classes)
  private final boolean[] learned; // (classes)

  /**
   * @param learned which classes have images; the others keep the scale 1
   */
  ScaleDescent(boolean[] learned, double momentum, double weightDecay) {
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    this.learned = learned.clone();
    this.s = new double[learned.length];
    this.velocity = new double[learned.length];
    Arrays.fill(s, 1);
  }

  /**
   * One update.
   *
   * @param logits W x + b, row by row // (n, classes)
   * @param labels class of each row // (n)
   * @param rows the rows of the batch
   */
  void step(float[] logits, int[] labels, int[] rows, double rate) {
    double[] gradient = gradient(logits, labels, rows);
    for (int c = 0; c < s.length; c++) {
      velocity[c] = momentum * velocity[c] + gradient[c] + weightDecay * s[c];
      s[c] -= learned[c] ? rate * velocity[c] : 0;
    }
  }

  /** {@code d CE / d s_c = mean_i (softmax(s * z_i)_c - [c = y_i]) z_ic}. */
  private double[] gradient(float[] logits, int[] labels, int[] rows) {
    int classes = s.length;
    double[] gradient = new double[classes];
    double[] p = new double[classes];
    for (int i : rows) {
      int row = i * classes;
      softmax(logits, row, p);
      p[labels[i]] -= 1;
      for (int c = 0; c < classes; c++) {
        gradient[c] += p[c] * logits[row + c] / rows.length;
      }
    }
    return gradient;
  }

  private void softmax(float[] logits, int row, double[] p) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < p.length; c++) {
      p[c] = s[c] * logits[row + c];
      largest = Math.max(largest, p[c]);
    }
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(p[c] - largest);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
  }

  float[] scales() {
    float[] scales = new float[s.length];
    for (int c = 0; c < s.length; c++) {
      scales[c] = (float) s[c];
    }
    return scales;
  }
}
