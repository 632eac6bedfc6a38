package io.longshore.ssd.rebalance;

import io.longshore.ssd.net.LinearHead;
import java.util.Arrays;

/**
 * Stochastic gradient descent on W and b, in plain Java. W lies as (d + 1, classes), b in its last
 * row, so that the innermost loops run over classes, as vector instructions do.
 */
final class HeadDescent {
  private final int classes;
  private final int width; // d
  private final float momentum;
  private final float pull;
  private final boolean[] learned; // (classes)
  private final float[] start; // (d + 1, classes)
  private final float[] w; // (d + 1, classes)
  private final float[] velocity; // (d + 1, classes)

  /**
   * @param learned which classes have images; the others keep their rows and are no alternative
   */
  HeadDescent(LinearHead head, boolean[] learned, double momentum, double pull) {
    this.classes = head.classes();
    this.width = head.width();
    this.momentum = (float) momentum;
    this.pull = (float) pull;
    this.learned = learned.clone();
    this.start = columns(head);
    this.w = start.clone();
    this.velocity = new float[w.length];
  }

  /**
   * One update.
   *
   * @param features row by row // (n, d)
   * @param labels class of each row // (n)
   * @param rows the rows of the batch
   */
  void step(float[] features, int[] labels, int[] rows, double rate) {
    float[] gradient = gradient(features, labels, rows);
    for (int i = 0; i < w.length; i++) {
      velocity[i] = momentum * velocity[i] + gradient[i] + pull * (w[i] - start[i]);
      w[i] -= (float) rate * velocity[i];
    }
  }

  /** {@code d CE / d W = mean_i (softmax(W x_i + b) - onehot(y_i)) x_i^T}. */
  private float[] gradient(float[] features, int[] labels, int[] rows) {
    double[] p = new double[rows.length * classes]; // (rows, classes)
    float[] z = new float[classes];
    for (int r = 0; r < rows.length; r++) {
      logits(features, rows[r] * width, z);
      lessTheLargest(z, p, r * classes);
    }
    Exponential.inPlace(p);
    float[] gradient = new float[w.length]; // (d + 1, classes)
    float[] error = new float[classes];
    for (int r = 0; r < rows.length; r++) {
      error(p, r * classes, labels[rows[r]], rows.length, error);
      add(error, features, rows[r] * width, gradient);
    }
    return gradient;
  }

  private void logits(float[] features, int row, float[] z) {
    System.arraycopy(w, width * classes, z, 0, classes);
    for (int j = 0; j < width; j++) {
      float x = features[row + j];
      int at = j * classes;
      for (int c = 0; c < classes; c++) {
        z[c] += x * w[at + c];
      }
    }
  }

  private void lessTheLargest(float[] z, double[] to, int at) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = learned[c] ? Math.max(largest, z[c]) : largest;
    }
    for (int c = 0; c < classes; c++) {
      to[at + c] = learned[c] ? z[c] - largest : Double.NEGATIVE_INFINITY;
    }
  }

  private void error(double[] e, int at, int label, int rows, float[] error) {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += learned[c] ? e[at + c] : 0;
    }
    double part = 1 / (sum * rows);
    for (int c = 0; c < classes; c++) {
      error[c] = learned[c] ? (float) (e[at + c] * part) : 0;
    }
    error[label] -= 1f / rows;
  }

  private void add(float[] error, float[] features, int row, float[] gradient) {
    for (int j = 0; j < width; j++) {
      float x = features[row + j];
      int at = j * classes;
      for (int c = 0; c < classes; c++) {
        gradient[at + c] += x * error[c];
      }
    }
    for (int c = 0; c < classes; c++) {
      gradient[width * classes + c] += error[c];
    }
  }

  LinearHead head() {
    float[] weight = new float[classes * width];
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < width; j++) {
        weight[c * width + j] = w[j * classes + c];
      }
    }
    return new LinearHead(weight, Arrays.copyOfRange(w, width * classes, w.length));
  }

  private static float[] columns(LinearHead head) {
    int classes = head.classes();
    int width = head.width();
    float[] weight = head.weight();
    float[] columns = new float[(width + 1) * classes];
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < width; j++) {
        columns[j * classes + c] = weight[c * width + j];
      }
    }
    System.arraycopy(head.bias(), 0, columns, width * classes, classes);
    return columns;
  }
}
