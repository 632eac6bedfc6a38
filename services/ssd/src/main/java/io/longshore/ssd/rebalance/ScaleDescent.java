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
    double[] p = new double[rows.length * classes]; // (rows, classes)
    for (int r = 0; r < rows.length; r++) {
      scale(logits, rows[r] * classes, p, r * classes);
    }
    Exponential.inPlace(p);
    double[] gradient = new double[classes];
    for (int r = 0; r < rows.length; r++) {
      add(p, r * classes, labels[rows[r]], logits, rows[r] * classes, gradient);
    }
    for (int c = 0; c < classes; c++) {
      gradient[c] /= rows.length;
    }
    return gradient;
  }

  /** s * z of one row, less the largest of them. */
  private void scale(float[] logits, int row, double[] to, int at) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < s.length; c++) {
      to[at + c] = s[c] * logits[row + c];
      largest = Math.max(largest, to[at + c]);
    }
    for (int c = 0; c < s.length; c++) {
      to[at + c] -= largest;
    }
  }

  /** One row's part of the gradient, times the number of rows. */
  private static void add(
      double[] e, int at, int label, float[] logits, int row, double[] gradient) {
    double sum = 0;
    for (int c = 0; c < gradient.length; c++) {
      sum += e[at + c];
    }
    double part = 1 / sum;
    for (int c = 0; c < gradient.length; c++) {
      gradient[c] += e[at + c] * part * logits[row + c];
    }
    gradient[label] -= logits[row + label];
  }

  float[] scales() {
    float[] scales = new float[s.length];
    for (int c = 0; c < s.length; c++) {
      scales[c] = (float) s[c];
    }
    return scales;
  }
}
