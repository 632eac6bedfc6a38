package io.longshore.ssd;

import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.ResNet;

/**
 * Stage II, intermediate soft labels: the classifier of stage I is rebalanced, so that what it says
 * of an image can teach a student about rare classes.
 *
 * <p>Trained: s. Frozen: f, W, b. Loss: {@code CE(s * (W f(x) + b), y)}. Sampler: class-balanced.
 */
public record SoftLabelling(Rebalancing rebalancing) {

  Teacher label(LearnedFeatures features, TrainingSet examples, Run run) {
    return run.timed(
        Stage.SOFT_LABELLING,
        () -> {
          ResNet encoder = features.encoder().copy();
          float[] scales =
              rebalancing.scales(encoder, features.linear(), examples, Stage.SOFT_LABELLING, run);
          return new Teacher(encoder, features.linear(), scales);
        });
  }
}
