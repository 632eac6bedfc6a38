package io.longshore.domain.training;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelVersion;
import java.time.Instant;

/** Something that happened in a training run. */
public sealed interface TrainingEvent {
  /** Id of the adaptation the run answers; the key of the record. */
  String run();

  Instant at();

  /** The run has its examples and begins. */
  record Started(String run, Gear gear, int images, int classes, Instant at)
      implements TrainingEvent {}

  /** An epoch of a stage is over. */
  record EpochCompleted(
      String run,
      String stage,
      int epoch,
      int epochs,
      double loss,
      double imagesPerSecond,
      Instant at)
      implements TrainingEvent {}

  /** The model is on its topic. */
  record Announced(String run, ModelVersion version, Instant at) implements TrainingEvent {}

  /**
   * A plain cross-entropy model of the same total epochs on the same images, for comparison; never
   * served.
   */
  record ControlEvaluated(
      String run, ModelVersion version, int epochs, Evaluation evaluation, Instant at)
      implements TrainingEvent {}

  /** The run ended without a model. */
  record Failed(String run, String reason, Instant at) implements TrainingEvent {}

  /**
   * The request never began: a newer one of the same gear answers it.
   *
   * @param into id of that request
   */
  record Merged(String run, String into, Instant at) implements TrainingEvent {}

  /** The run was given up, as nobody needs its model any more. */
  record Cancelled(String run, String reason, Instant at) implements TrainingEvent {}
}
