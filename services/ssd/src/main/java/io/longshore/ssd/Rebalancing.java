package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import java.util.SplittableRandom;

/**
 * What stages II and IV have in common: a frozen encoder, a frozen head, and scales learned on
 * balanced classes.
 */
public record Rebalancing(LearnableWeightScaling scaling, RunningStatistics statistics) {

  /** The scales s. The encoder's running statistics may move, by {@link #statistics()}. */
  float[] scales(ResNet encoder, LinearHead head, TrainingSet examples, Stage stage, Run run) {
    SplittableRandom random = run.random(stage, 0);
    if (statistics == RunningStatistics.REBALANCED) {
      MeasuredStatistics.ofEveryClass(examples, scaling.steps(), scaling.batch(), random)
          .move(encoder, examples, Augmentation.NONE, random);
    }
    float[] features = Encoding.features(encoder, examples.pixels()); // (images, d)
    return scaling.fit(features, examples.labels(), head, random);
  }
}
