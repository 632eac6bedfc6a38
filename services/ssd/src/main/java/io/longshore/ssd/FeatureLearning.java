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
 * them, a task that favours no frequent class.
 *
 * <p>Trained: f, (W, b), and what the task brings. Loss: {@link GuidedFeatures}. Sampler:
 * instance-balanced.
 *
 * @param query a, the view that is classified and asks
 * @param selfSupervision the task; contrastive in the paper's tables
 * @param priorStrength tau of {@linkplain LogitAdjustment logit adjustment}; 0 in the paper
 * @param mixup of the query view; none in the paper
 * @param remembering of the live model that training starts from; nothing in the paper
 */
public record FeatureLearning(
    Optimization optimization,
    Augmentation query,
    SelfSupervision selfSupervision,
    double priorStrength,
    Mixup mixup,
    Remembering remembering) {

  public FeatureLearning {
    if (!(priorStrength >= 0)) {
      throw new IllegalArgumentException(
          "the strength of the prior must not be negative: " + priorStrength);
    }
  }

  /** As in the paper. */
  public FeatureLearning(
      Optimization optimization, Augmentation query, SelfSupervision selfSupervision) {
    this(optimization, query, selfSupervision, 0, Mixup.NONE, Remembering.NOTHING);
  }

  FeatureLearning withEpochs(int epochs) {
    return with(optimization.withEpochs(epochs));
  }

  public FeatureLearning with(Optimization other) {
    return new FeatureLearning(other, query, selfSupervision, priorStrength, mixup, remembering);
  }

  public FeatureLearning with(SelfSupervision task) {
    return new FeatureLearning(optimization, query, task, priorStrength, mixup, remembering);
  }

  public FeatureLearning with(Mixup other) {
    return new FeatureLearning(
        optimization, query, selfSupervision, priorStrength, other, remembering);
  }

  public FeatureLearning with(Remembering other) {
    return new FeatureLearning(optimization, query, selfSupervision, priorStrength, mixup, other);
  }

  public FeatureLearning withQuery(Augmentation view) {
    return new FeatureLearning(
        optimization, view, selfSupervision, priorStrength, mixup, remembering);
  }

  public FeatureLearning withPriorStrength(double tau) {
    return new FeatureLearning(optimization, query, selfSupervision, tau, mixup, remembering);
  }

  LearnedFeatures learn(TrainingSet examples, StartingPoint start, Run run) {
    return learn(Stage.FEATURE_LEARNING, examples, start, run);
  }

  /** The same under another stage's name and seed. */
  LearnedFeatures learn(Stage stage, TrainingSet examples, StartingPoint start, Run run) {
    return run.timed(
        stage,
        () -> {
          long seed = run.seedOf(stage);
          try (ResNet encoder = start.encoder(seed);
              LinearLayer linear = start.head("linear", examples.classes(), seed);
              Remembrance remembrance = start.remembrance(remembering);
              GuidedFeatures objective =
                  new GuidedFeatures(
                      stage, this, encoder, linear, examples.counts(), remembrance, seed)) {
            new Fit(examples, optimization, run).minimise(objective);
            return new LearnedFeatures(encoder.copy(), linear.head());
          }
        });
  }
}
