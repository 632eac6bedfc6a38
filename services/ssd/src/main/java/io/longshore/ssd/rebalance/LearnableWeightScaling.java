package io.longshore.ssd.rebalance;

import io.longshore.ssd.data.ClassBalanced;
import io.longshore.ssd.net.LinearHead;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Learnable weight scaling (Kang et al., ICLR 2020): with encoder and classifier frozen, one scale
 * s_c for each class is learned on class-balanced batches, {@code z = s * (W x + b)}, by {@code
 * CE(z, y)}. The bias is scaled too.
 *
 * <p>The logits {@code W x + b} are computed once; what remains is a convex problem in as many
 * unknowns as there are classes, solved in plain Java: no engine, the same bits everywhere. The
 * number of steps is its regularisation, as features of images that the encoder has learned by
 * heart would let the scales of rare classes grow for ever.
 *
 * @param steps updates of s
 * @param batch images an update, classes taking turns
 * @param learningRate at the start; it falls to zero along half a cosine
 * @param momentum of the velocity
 */
public record LearnableWeightScaling(int steps, int batch, double learningRate, double momentum) {

  public LearnableWeightScaling {
    if (steps < 1 || batch < 1 || !(learningRate > 0) || !(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "steps, batch and learning rate must be positive, momentum in [0, 1): "
              + steps
              + ", "
              + batch
              + ", "
              + learningRate
              + ", "
              + momentum);
    }
  }

  /** Enough for ten to a hundred classes: a thousand steps of 128 images. */
  public static LearnableWeightScaling standard() {
    return new LearnableWeightScaling(1_000, 128, 0.1, 0.9);
  }

  /**
   * Learns the scales.
   *
   * @param features (n, d), row by row
   * @param labels class of each row
   * @param head W, b
   * @return s, one for each class of the head; 1 for a class without a row
   */
  public float[] fit(float[] features, int[] labels, LinearHead head, SplittableRandom random) {
    if ((long) labels.length * head.width() != features.length) {
      throw new IllegalArgumentException(
          labels.length
              + " labels and "
              + features.length
              + " numbers do not fit features of width "
              + head.width());
    }
    int classes = head.classes();
    float[] logits = head.logits(features); // (n, classes)
    boolean[] present = present(labels, classes);
    int[] order =
        new ClassBalanced(labels, classes, Math.multiplyExact(steps, batch)).epoch(random);
    double[] s = new double[classes];
    double[] velocity = new double[classes];
    Arrays.fill(s, 1);
    for (int step = 0; step < steps; step++) {
      double[] gradient = gradient(s, logits, labels, order, step * batch);
      double rate = learningRate * 0.5 * (1 + Math.cos(Math.PI * step / steps));
      for (int c = 0; c < classes; c++) {
        velocity[c] = momentum * velocity[c] + gradient[c];
        s[c] -= present[c] ? rate * velocity[c] : 0;
      }
    }
    return floats(s);
  }

  /** {@code d CE / d s_c = mean_i (softmax(s * z_i)_c - [c = y_i]) z_ic}. */
  private double[] gradient(double[] s, float[] logits, int[] labels, int[] order, int from) {
    int classes = s.length;
    double[] gradient = new double[classes];
    double[] p = new double[classes];
    for (int k = from; k < from + batch; k++) {
      int row = order[k] * classes;
      softmax(s, logits, row, p);
      p[labels[order[k]]] -= 1;
      for (int c = 0; c < classes; c++) {
        gradient[c] += p[c] * logits[row + c] / batch;
      }
    }
    return gradient;
  }

  private static void softmax(double[] s, float[] logits, int row, double[] p) {
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

  private static boolean[] present(int[] labels, int classes) {
    boolean[] present = new boolean[classes];
    for (int label : labels) {
      present[label] = true;
    }
    return present;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
