package io.longshore.ssd;

import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.CheckpointFolder;
import io.longshore.ssd.fit.Checkpoints;
import io.longshore.ssd.fit.ProgressListener;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.torch.Compute;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Self Supervision to Distillation for long-tailed recognition (arXiv 2109.04075): four stages
 * whose hand-over types differ, so that they compose in the paper's order only.
 *
 * <p>Immutable; every {@code with...} and its like returns another trainer. One trainer may train
 * many times, also at the same time in several threads.
 */
public final class Ssd {
  private final SsdParameters parameters;
  private final ProgressListener listener;
  private final BooleanSupplier cancelled;
  private final Optional<Path> checkpoints;
  private final Optional<TrainedModel> live;
  private final Compute compute;

  private Ssd(
      SsdParameters parameters,
      ProgressListener listener,
      BooleanSupplier cancelled,
      Optional<Path> checkpoints,
      Optional<TrainedModel> live,
      Compute compute) {
    this.parameters = parameters;
    this.listener = listener;
    this.cancelled = cancelled;
    this.checkpoints = checkpoints;
    this.live = live;
    this.compute = compute;
  }

  public static Ssd with(SsdParameters parameters) {
    return new Ssd(
        parameters,
        ProgressListener.SILENT,
        () -> false,
        Optional.empty(),
        Optional.empty(),
        Compute.CPU);
  }

  /** Events go to this listener, on the thread that trains. */
  public Ssd reportingTo(ProgressListener other) {
    return new Ssd(parameters, other, cancelled, checkpoints, live, compute);
  }

  /** Training stops before the next step once this is true. */
  public Ssd cancelledWhen(BooleanSupplier other) {
    return new Ssd(parameters, listener, other, checkpoints, live, compute);
  }

  /**
   * The state after each epoch is kept in this folder, and the same training goes on from there.
   */
  public Ssd checkpointingIn(Path folder) {
    return new Ssd(parameters, listener, cancelled, Optional.of(folder), live, compute);
  }

  /**
   * Training begins at this model instead of at random. It may know fewer classes than the training
   * set, the first ones. It must stay open while training runs.
   */
  public Ssd startingFrom(TrainedModel model) {
    return new Ssd(parameters, listener, cancelled, checkpoints, Optional.of(model), compute);
  }

  /** Training computes there and so, instead of in float32 on the CPU. */
  public Ssd on(Compute other) {
    return new Ssd(parameters, listener, cancelled, checkpoints, live, other);
  }

  /** All four stages. The model is the caller's to close. */
  public TrainedModel train(TrainingSet examples) {
    StartingPoint start = startingPoint(examples);
    Run run = new Run(parameters.seed(), listener, cancelled, checkpoints(examples));
    try (LearnedFeatures features = parameters.featureLearning().learn(examples, start, run); // I
        Teacher teacher = parameters.softLabelling().label(features, examples, run); // II
        Student student =
            parameters.selfDistillation().distil(teacher, examples, start, run)) { // III
      return parameters.classifierTuning().tune(student, teacher, examples, run); // IV
    }
  }

  private StartingPoint startingPoint(TrainingSet examples) {
    return StartingPoint.of(live, examples, parameters.architecture(), compute);
  }

  private Checkpoints checkpoints(TrainingSet examples) {
    if (checkpoints.isEmpty()) {
      return Checkpoints.NONE;
    }
    String identity =
        "parameters "
            + parameters
            + ", "
            + compute
            + ", training set "
            + examples.digest()
            + ", start "
            + live.map(TrainedModel::digest).orElse("random");
    return new CheckpointFolder(checkpoints.get(), identity);
  }
}
