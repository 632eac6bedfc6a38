package io.longshore.ssd;

import ai.djl.ndarray.NDManager;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.ClassBalanced;
import io.longshore.ssd.data.ImageBatches;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Torch;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Features of a training set by a frozen encoder, computed once: what is left of stages II and IV is a problem in as
 * many unknowns as there are classes.
 *
 * @param features (rows, d), row by row
 * @param labels class of each row
 */
record FeatureTable(float[] features, int[] labels) {
  private static final int BATCH = 256;

  /** {@code views} random views of every image. */
  static FeatureTable of(
      ResNet encoder, TrainingSet examples, Augmentation augmentation, int views, SplittableRandom random) {
    int d = encoder.spec().featureWidth();
    int[] rows = IntStream.range(0, views * examples.size()).map(r -> r % examples.size()).toArray();
    float[] features = new float[rows.length * d];
    ImageBatches batches = new ImageBatches(examples, BATCH);
    for (int from = 0; from < rows.length; from += BATCH) {
      int[] images = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BATCH));
      float[] part =
          Encoding.batch(encoder, batches.draw(images, augmentation, random), images.length);
      System.arraycopy(part, 0, features, from * d, part.length);
    }
    return new FeatureTable(features, Arrays.stream(rows).map(examples::label).toArray());
  }
}
