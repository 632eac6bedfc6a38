package io.longshore.ssd.net;

/**
 * A linear classifier in plain Java: {@code z = W x + b}, with a row of W for each class.
 *
 * <p>Immutable by convention: the arrays it hands out are copies.
 */
public final class LinearHead {
  private final float[] weight; // (classes, width)
  private final float[] bias; // (classes)
  private final int width;

  public LinearHead(float[] weight, float[] bias) {
    if (bias.length == 0 || weight.length == 0 || weight.length % bias.length != 0) {
      throw new IllegalArgumentException(
          weight.length + " weights do not form rows for " + bias.length + " classes");
    }
    this.weight = weight.clone();
    this.bias = bias.clone();
    this.width = weight.length / bias.length;
  }

  public int classes() {
    return bias.length;
  }

  /** Width d of the features it takes. */
  public int width() {
    return width;
  }

  /** W as (classes, width), row by row. */
  public float[] weight() {
    return weight.clone();
  }

  public float[] bias() {
    return bias.clone();
  }

  /** {@code s * (W x + b)}: the scale of learnable weight scaling applies to the bias too. */
  public LinearHead scaledBy(float[] scales) {
    if (scales.length != classes()) {
      throw new IllegalArgumentException(scales.length + " scales for " + classes() + " classes");
    }
    float[] w = weight.clone();
    float[] b = bias.clone();
    for (int c = 0; c < b.length; c++) {
      b[c] *= scales[c];
      for (int j = 0; j < width; j++) {
        w[c * width + j] *= scales[c];
      }
    }
    return new LinearHead(w, b);
  }

  /** The head whose logits are the mean of both heads' logits. */
  public LinearHead meanWith(LinearHead other) {
    if (other.weight.length != weight.length || other.bias.length != bias.length) {
      throw new IllegalArgumentException(
          "heads of "
              + classes()
              + "x"
              + width
              + " and "
              + other.classes()
              + "x"
              + other.width
              + " have no mean");
    }
    return new LinearHead(mean(weight, other.weight), mean(bias, other.bias));
  }

  private static float[] mean(float[] a, float[] b) {
    float[] mean = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      mean[i] = (a[i] + b[i]) / 2;
    }
    return mean;
  }

  /** Logits (n, classes) of features (n, width). */
  public float[] logits(float[] features) {
    if (features.length % width != 0) {
      throw new IllegalArgumentException(
          features.length + " numbers are not rows of " + width + " features");
    }
    int n = features.length / width;
    int classes = classes();
    float[] columns = columns();
    float[] logits = new float[n * classes];
    for (int i = 0; i < n; i++) {
      System.arraycopy(bias, 0, logits, i * classes, classes);
      for (int j = 0; j < width; j++) {
        addTo(logits, i * classes, features[i * width + j], columns, j * classes, classes);
      }
    }
    return logits;
  }

  /**
   * W as (width, classes): the innermost loop then runs over classes, as vector instructions do.
   */
  private float[] columns() {
    int classes = classes();
    float[] columns = new float[weight.length];
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < width; j++) {
        columns[j * classes + c] = weight[c * width + j];
      }
    }
    return columns;
  }

  private static void addTo(float[] sums, int at, float x, float[] column, int from, int count) {
    for (int c = 0; c < count; c++) {
      sums[at + c] += x * column[from + c];
    }
  }
}
