package io.longshore.ssd.rebalance;

import io.longshore.ssd.data.ClassBalanced;
import io.longshore.ssd.net.LinearHead;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Classifier re-training (cRT of Kang et al., Decoupling Representation and Classifier for
 * Long-Tailed Recognition, ICLR 2020, <a href="https://arxiv.org/abs/1910.09217">arXiv
 * 1910.09217</a>): with the encoder frozen, W and b are learned on class-balanced batches by {@code
 * CE(W x + b, y)}. Unlike the paper it begins at the head that the encoder was trained with, and is
 * pulled back to it, so that few images do not undo what many have taught.
 *
 * <p>Plain Java over features that are there already: no engine, the same bits everywhere.
 *
 * @param steps updates
 * @param batch images an update, classes taking turns
 * @param learningRate at the start; it falls to zero along half a cosine
 * @param momentum of the velocity
 * @param pull towards the head it began with: gradient of {@code pull / 2 |W - W_0|^2}
 */
public record ClassifierRetraining(
    int steps, int batch, double learningRate, double momentum, double pull) implements HeadFit {

  public ClassifierRetraining {
    if (steps < 1
        || batch < 1
        || !(learningRate > 0)
        || !(momentum >= 0 && momentum < 1)
        || !(pull >= 0)) {
      throw new IllegalArgumentException(
          "steps, batch and learning rate must be positive, pull not negative, momentum in [0, 1): "
              + "%s, %s, %s, %s, %s".formatted(steps, batch, learningRate, pull, momentum));
    }
  }

  /** Enough for ten to a hundred classes, a third of a second for a hundred over 64 features. */
  public static ClassifierRetraining standard() {
    return new ClassifierRetraining(600, 128, 0.1, 0.9, 0.001);
  }

  /**
   * Learns a head.
   *
   * @param features (n, d), row by row
   * @param labels class of each row
   * @param start W_0, b_0
   * @return W, b; rows of classes that have no image are those of the start
   */
  public LinearHead fit(float[] features, int[] labels, LinearHead start, SplittableRandom random) {
    if ((long) labels.length * start.width() != features.length) {
      throw new IllegalArgumentException(
          "%d labels and %d numbers do not fit features of width %d"
              .formatted(labels.length, features.length, start.width()));
    }
    int[] order =
        new ClassBalanced(labels, start.classes(), Math.multiplyExact(steps, batch)).epoch(random);
    var descent = new HeadDescent(start, present(labels, start.classes()), momentum, pull);
    for (int step = 0; step < steps; step++) {
      int[] rows = Arrays.copyOfRange(order, step * batch, (step + 1) * batch);
      descent.step(features, labels, rows, rateAt(step));
    }
    return descent.head();
  }

  private static boolean[] present(int[] labels, int classes) {
    boolean[] present = new boolean[classes];
    for (int label : labels) {
      present[label] = true;
    }
    return present;
  }

  private double rateAt(int step) {
    return learningRate * 0.5 * (1 + Math.cos(Math.PI * step / steps));
  }
}
