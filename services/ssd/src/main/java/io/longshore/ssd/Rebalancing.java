package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.ImageBatches;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import java.util.SplittableRandom;

/**
 * What stages II and IV have in common: a frozen encoder, a frozen head, and scales learned on
 * balanced classes.
 *
 * @param view of the images, where each batch is encoded anew; fixed features are those of the
 *     images as they are
 */
public record Rebalancing(
    LearnableWeightScaling scaling, RunningStatistics statistics, Augmentation view) {

  /** On images as they are. */
  public Rebalancing(LearnableWeightScaling scaling, RunningStatistics statistics) {
    this(scaling, statistics, Augmentation.NONE);
  }

  /** The scales s. The encoder's running statistics may move, by {@link #statistics()}. */
  float[] scales(ResNet encoder, LinearHead head, TrainingSet examples, Stage stage, Run run) {
    SplittableRandom random = run.random(stage, 0);
    if (statistics == RunningStatistics.OF_EACH_BATCH) {
      ImageBatches batches = new ImageBatches(examples, scaling.batch());
      return scaling.fit(
          images -> inTrainMode(encoder, batches, images, random), examples.labels(), head, random);
    }
    if (statistics == RunningStatistics.REBALANCED) {
      MeasuredStatistics.ofEveryClass(examples, scaling.steps(), scaling.batch(), random)
          .move(encoder, examples, view, random);
    }
    float[] features = Encoding.features(encoder, examples.pixels()); // (images, d)
    return scaling.fit(features, examples.labels(), head, random);
  }

  /** Features (batch, d) by the statistics of the batch. */
  private float[] inTrainMode(
      ResNet encoder, ImageBatches batches, int[] images, SplittableRandom random) {
    return Encoding.batch(encoder, batches.draw(images, view, random), images.length, Mode.TRAIN);
  }
}
