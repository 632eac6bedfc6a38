package io.longshore.ssd.fit;

import java.nio.file.Path;
import java.time.Duration;

/** What training reports while it runs. */
public sealed interface TrainingEvent {

  Stage stage();

  /**
   * @param epoch epochs done, from 1
   * @param epochs of the whole stage
   * @param loss mean over the epoch
   * @param imagesPerSecond of wall-clock time
   */
  record EpochFinished(
      Stage stage, int epoch, int epochs, double loss, double learningRate, double imagesPerSecond)
      implements TrainingEvent {}

  record StageFinished(Stage stage, Duration took) implements TrainingEvent {}

  /** A checkpoint was found, and {@code epoch} epochs need not be done again. */
  record Resumed(Stage stage, int epoch) implements TrainingEvent {}

  /**
   * A checkpoint could not be written; training goes on, and the checkpoint before stays.
   *
   * @param epoch epochs done, which are lost if training ends now
   */
  record CheckpointNotSaved(Stage stage, int epoch, String reason) implements TrainingEvent {}

  /**
   * The device ran out of memory: each batch is computed in {@code parts} from now on, their
   * gradients added up.
   */
  record BatchSplit(Stage stage, int parts, int imagesEach, String reason)
      implements TrainingEvent {}

  /** A file that is no checkpoint of this training was found and renamed. */
  record CheckpointRefused(Stage stage, Path movedTo, String reason) implements TrainingEvent {}
}
