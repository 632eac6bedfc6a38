package io.longshore.ssd.rebalance;

import io.longshore.ssd.data.ClassBalanced;
import io.longshore.ssd.net.LinearHead;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Learnable weight scaling (Kang et al., ICLR 2020): with encoder and classifier frozen, one scale
 * s_c for each class is learned on class-balanced batches, {@code z = s * (W x + b)}, by {@code
 * CE(z, y)}. The bias is scaled too.
 *
 * <p>Where features are fixed the logits {@code W x + b} are computed once and plain Java does the
 * rest: no engine, the same bits everywhere. The number of steps is its regularisation, as features
 * of images that the encoder has learned by heart would let the scales of rare classes grow for
 * ever.
 *
 * @param steps updates of s
 * @param batch images an update, classes taking turns
 * @param learningRate at the start; it falls to zero along half a cosine
 * @param momentum of the velocity
 * @param weightDecay pulls s towards 0; the authors' code has 5e-4, as for all its parameters
 */
public record LearnableWeightScaling(
    int steps, int batch, double learningRate, double momentum, double weightDecay)
    implements HeadFit {

  public LearnableWeightScaling {
    if (steps < 1
        || batch < 1
        || !(learningRate > 0)
        || !(momentum >= 0 && momentum < 1)
        || !(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "steps, batch and learning rate must be positive, decay not negative, momentum in [0, 1): "
              + steps
              + ", "
              + batch
              + ", "
              + learningRate
              + ", "
              + weightDecay
              + ", "
              + momentum);
    }
  }

  /** Without decay of the scales. */
  public LearnableWeightScaling(int steps, int batch, double learningRate, double momentum) {
    this(steps, batch, learningRate, momentum, 0);
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
    float[] logits = head.logits(features); // (n, classes)
    int[] order = order(labels, head.classes(), random);
    ScaleDescent descent = descent(labels, head.classes());
    for (int step = 0; step < steps; step++) {
      int[] rows = Arrays.copyOfRange(order, step * batch, (step + 1) * batch);
      descent.step(logits, labels, rows, rateAt(step));
    }
    return descent.scales();
  }

  /**
   * Learns the scales where each batch has features of its own, since its images are augmented.
   *
   * @param labels class of each image
   * @param featuresOf (batch, d) of the images of these indices
   */
  public float[] fit(
      Function<int[], float[]> featuresOf, int[] labels, LinearHead head, SplittableRandom random) {
    int[] order = order(labels, head.classes(), random);
    ScaleDescent descent = descent(labels, head.classes());
    int[] rows = IntStream.range(0, batch).toArray();
    for (int step = 0; step < steps; step++) {
      int[] images = Arrays.copyOfRange(order, step * batch, (step + 1) * batch);
      float[] logits = head.logits(featuresOf.apply(images)); // (batch, classes)
      int[] labelsOfBatch = Arrays.stream(images).map(i -> labels[i]).toArray();
      descent.step(logits, labelsOfBatch, rows, rateAt(step));
    }
    return descent.scales();
  }

  private int[] order(int[] labels, int classes, SplittableRandom random) {
    return new ClassBalanced(labels, classes, Math.multiplyExact(steps, batch)).epoch(random);
  }

  private ScaleDescent descent(int[] labels, int classes) {
    boolean[] present = new boolean[classes];
    for (int label : labels) {
      present[label] = true;
    }
    return new ScaleDescent(present, momentum, weightDecay);
  }

  private double rateAt(int step) {
    return learningRate * 0.5 * (1 + Math.cos(Math.PI * step / steps));
  }
}
