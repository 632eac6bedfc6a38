package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Fit;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Compute;

/**
 * What the method has to beat: the same network, images, view and kind of schedule, cross-entropy
 * alone, for as many epochs as the method's long stages take together. Without it no gain can be
 * put down to the method.
 */
public record CrossEntropyControl(
    Architecture architecture,
    Optimization optimization,
    Augmentation view,
    long seed,
    Compute compute) {

  /** In float32 on the CPU. */
  public CrossEntropyControl(
      Architecture architecture, Optimization optimization, Augmentation view, long seed) {
    this(architecture, optimization, view, seed, Compute.CPU);
  }

  /** The control of these parameters, matched in epochs. */
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
    return new CrossEntropyControl(architecture, optimization, view, seed, other);
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
    return run.timed(
        Stage.CROSS_ENTROPY_CONTROL,
        () -> {
          NetworkSpec spec =
              new NetworkSpec(examples.shape(), Normalization.of(examples), architecture);
          long initial = run.seedOf(Stage.CROSS_ENTROPY_CONTROL);
          try (ResNet encoder = new ResNet(spec, initial, compute);
              LinearLayer linear =
                  new LinearLayer(
                      "linear",
                      spec.featureWidth(),
                      examples.classes(),
                      initial,
                      compute.device())) {
            new Fit(examples, optimization, run)
                .minimise(new PlainCrossEntropy(encoder, linear, view));
            return TrainedModel.unscaled(encoder.copy(), linear.head());
          }
        });
  }
}
