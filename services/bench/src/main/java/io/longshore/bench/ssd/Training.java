package io.longshore.bench.ssd;

import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.StageByStage;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.torch.Compute;
import java.util.List;
import java.util.Optional;

/**
 * A step on the way to a model. Steps are values: two recipes that begin alike hold equal steps,
 * and an equal step is trained once.
 */
public sealed interface Training permits Baseline, Stage {

  /** A name for folders and curves, unlike that of every other training. */
  String name();

  /** What it goes on from. */
  default Optional<Training> from() {
    return Optional.empty();
  }

  /**
   * The parameters that this and what it goes on from read of {@code own}, the others as in {@code
   * base}: trainings that differ in nothing they read are the same.
   */
  SsdParameters read(SsdParameters own, SsdParameters base);

  /** Passes over the training set that this step alone makes. */
  default int epochs(SsdParameters parameters) {
    return 0;
  }

  /** The views it learns from; the steps that make no pass have none. */
  default List<Augmentation> views(SsdParameters parameters) {
    return List.of();
  }

  /** Trains it; the learner is the caller's to close. {@code from} gives what it goes on from. */
  Learner train(Bench bench, Predecessors from);

  /** What every training gets. */
  record Bench(SsdParameters parameters, TrainingSet examples, Run run, Compute compute) {
    StageByStage stages() {
      return new StageByStage(parameters, examples, run, compute);
    }
  }

  /** Models of the trainings that came before. */
  interface Predecessors {
    TrainedModel of(Training earlier);
  }
}
