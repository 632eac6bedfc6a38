package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.torch.Compute;

/**
 * What the method has to beat: the same network, images, view and kind of schedule, cross-entropy
 * alone, for as many epochs as the method's long stages take together. Without it no gain can be
 * put down to the method. Logit adjustment and mixup make it the cheap recipe of today.
 *
 * @param priorStrength tau of {@linkplain LogitAdjustment logit adjustment}; 1 is balanced softmax
 */
public record CrossEntropyControl(
    Architecture architecture,
    Optimization optimization,
    Augmentation view,
    double priorStrength,
    Mixup mixup,
    long seed,
    Compute compute) {

  /** Plain, in float32 on the CPU. */
  public CrossEntropyControl(
      Architecture architecture, Optimization optimization, Augmentation view, long seed) {
    this(architecture, optimization, view, 0, Mixup.NONE, seed, Compute.CPU);
  }

  /** The plain control of these parameters, matched in epochs. */
  public static CrossEntropyControl of(SsdParameters parameters) {
    Optimization first = parameters.featureLearning().optimization();
    Optimization second = parameters.selfDistillation().optimization();
    return new CrossEntropyControl(
        parameters.architecture(),
        first.withEpochs(first.epochs() + second.epochs()),
        parameters.selfDistillation().view(),
        parameters.seed());
  }

  /** The same, computed there and so. */
  public CrossEntropyControl on(Compute other) {
    return new CrossEntropyControl(
        architecture, optimization, view, priorStrength, mixup, seed, other);
  }

  public CrossEntropyControl withPriorStrength(double tau) {
    return new CrossEntropyControl(architecture, optimization, view, tau, mixup, seed, compute);
  }

  public CrossEntropyControl with(Mixup other) {
    return new CrossEntropyControl(
        architecture, optimization, view, priorStrength, other, seed, compute);
  }

  /** Trains from random parameters. The model is the caller's to close. */
  public TrainedModel train(TrainingSet examples) {
    return train(examples, Run.seeded(seed));
  }

  /**
   * Trains from random parameters under a run of the caller's: its seed, listener, cancellation,
   * checkpoints.
   */
  public TrainedModel train(TrainingSet examples, Run run) {
    NetworkSpec spec = new NetworkSpec(examples.shape(), Normalization.of(examples), architecture);
    LearnedFeatures learned =
        new FeatureLearning(optimization, view, new NoSelfSupervision())
            .withPriorStrength(priorStrength)
            .with(mixup)
            .learn(
                Stage.CROSS_ENTROPY_CONTROL,
                examples,
                new StartingPoint.Random(spec, compute),
                run);
    return TrainedModel.unscaled(learned.encoder(), learned.linear());
  }
}
