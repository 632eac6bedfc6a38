package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.ClassBalanced;
import io.longshore.ssd.data.ImageBatches;
import io.longshore.ssd.data.InstanceBalanced;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Batches whose only effect is that batch normalisation's running statistics move towards theirs.
 *
 * @param order images, one batch after the other
 * @param batch images a batch
 */
record MeasuredStatistics(int[] order, int batch) {
  /** A tenth of the running statistics is new at each batch, so a hundred leave nothing old. */
  private static final int ENOUGH = 100;

  /** Class-balanced batches. */
  static MeasuredStatistics ofEveryClass(
      TrainingSet examples, int steps, int batch, SplittableRandom random) {
    return new MeasuredStatistics(
        new ClassBalanced(examples.labels(), examples.classes(), steps * batch).epoch(random),
        batch);
  }

  /** Instance-balanced batches, as many as it takes. */
  static MeasuredStatistics ofEveryImage(
      TrainingSet examples, int largestBatch, SplittableRandom random) {
    int batch = Math.min(largestBatch, examples.size());
    int[] order = new int[ENOUGH * batch];
    for (int filled = 0; filled < order.length; ) {
      int[] epoch = new InstanceBalanced(examples.size()).epoch(random);
      int fitting = Math.min(epoch.length, order.length - filled);
      System.arraycopy(epoch, 0, order, filled, fitting);
      filled += fitting;
    }
    return new MeasuredStatistics(order, batch);
  }

  void move(ResNet encoder, TrainingSet examples, Augmentation view, SplittableRandom random) {
    ImageBatches batches = new ImageBatches(examples, batch);
    for (int from = 0; from < order.length; from += batch) {
      int[] images = Arrays.copyOfRange(order, from, from + batch);
      Encoding.batch(encoder, batches.draw(images, view, random), images.length, Mode.TRAIN);
    }
  }
}
