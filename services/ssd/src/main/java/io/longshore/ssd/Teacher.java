package io.longshore.ssd;

import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.ResNet;

/**
 * What stage II hands over: f, W, b and the scales s that rebalance them. Its soft labels are
 * {@code softmax(s * (W f(x) + b) / T)}.
 */
public final class Teacher implements AutoCloseable {
  private final ResNet encoder;
  private final LinearHead linear;
  private final float[] scales;

  Teacher(ResNet encoder, LinearHead linear, float[] scales) {
    this.encoder = encoder;
    this.linear = linear;
    this.scales = scales.clone();
  }

  ResNet encoder() {
    return encoder;
  }

  /** f, W, b as a student may begin with them. */
  StartingPoint asStartingPoint() {
    return new StartingPoint.Trained(encoder, linear, encoder.compute());
  }

  Teacher copy() {
    return new Teacher(encoder.copy(), linear, scales);
  }

  /** s * (W x + b). */
  public LinearHead rebalanced() {
    return linear.scaledBy(scales);
  }

  public float[] scales() {
    return scales.clone();
  }

  /** Probabilities (n, classes) at the given temperature of images (n, height, width, channels). */
  public float[] softLabels(byte[] images, double temperature) {
    float[] logits = rebalanced().logits(Encoding.features(encoder, images));
    int classes = linear.classes();
    for (int row = 0; row < logits.length; row += classes) {
      softmax(logits, row, classes, temperature);
    }
    return logits;
  }

  private static void softmax(float[] values, int from, int count, double temperature) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = from; c < from + count; c++) {
      largest = Math.max(largest, values[c]);
    }
    double sum = 0;
    for (int c = from; c < from + count; c++) {
      sum += Math.exp((values[c] - largest) / temperature);
    }
    for (int c = from; c < from + count; c++) {
      values[c] = (float) (Math.exp((values[c] - largest) / temperature) / sum);
    }
  }

  @Override
  public void close() {
    encoder.close();
  }
}
