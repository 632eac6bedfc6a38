package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Fit;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.ResNet;

/**
 * Stage I, self-supervision guided feature learning: the encoder learns the classes and, beside
 * them, to tell each image from images of other classes, a task that favours no frequent class.
 *
 * <p>Trained: f, (W, b), g. Moved by average only: f_k, g_k. Loss: {@link GuidedFeatures}. Sampler:
 * instance-balanced.
 *
 * @param query a, the view that is classified and asks
 * @param key a', the view that answers, stronger
 * @param queue keys remembered
 * @param keyMomentum m of the moving average
 * @param temperature t of the contrastive loss
 * @param projection width of g
 * @param contrastiveWeight of L_con beside cross-entropy; 1 in the paper
 */
public record FeatureLearning(
    Optimization optimization,
    Augmentation query,
    Augmentation key,
    int queue,
    double keyMomentum,
    double temperature,
    int projection,
    double contrastiveWeight) {

  public FeatureLearning {
    if (queue < 1 || projection < 1 || !(temperature > 0) || !(contrastiveWeight >= 0)) {
      throw new IllegalArgumentException(
          "queue, projection and temperature must be positive, the weight not negative: "
              + queue
              + ", "
              + projection
              + ", "
              + temperature
              + ", "
              + contrastiveWeight);
    }
  }

  FeatureLearning withEpochs(int epochs) {
    return new FeatureLearning(
        optimization.withEpochs(epochs),
        query,
        key,
        queue,
        keyMomentum,
        temperature,
        projection,
        contrastiveWeight);
  }

  LearnedFeatures learn(TrainingSet examples, StartingPoint start, Run run) {
    return run.timed(
        Stage.FEATURE_LEARNING,
        () -> {
          long seed = run.seedOf(Stage.FEATURE_LEARNING);
          try (ResNet encoder = start.encoder(seed);
              LinearLayer linear = start.head("linear", examples.classes(), seed);
              GuidedFeatures objective = new GuidedFeatures(this, encoder, linear, seed)) {
            new Fit(examples, optimization, run).minimise(objective);
            return new LearnedFeatures(encoder.copy(), linear.head());
          }
        });
  }
}
