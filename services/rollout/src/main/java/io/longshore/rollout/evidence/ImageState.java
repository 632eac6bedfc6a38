package io.longshore.rollout.evidence;

import io.longshore.domain.label.Label;
import java.time.Instant;

/** What is known of one image in a trial. */
sealed interface ImageState {

  /** Both models answered; its label may still come. */
  record Answered(PairedAnswer answer) implements ImageState {
    boolean isOver(Instant deadline) {
      return answer.scoredAt().isBefore(deadline);
    }
  }

  /** Its label came; an answer may still come. */
  record Named(Label label) implements ImageState {}

  /** Both came. */
  record Judged(PairedAnswer answer, Label label) implements ImageState {}

  /** Its labels contradict each other, before both models answered. */
  record Disputed() implements ImageState {}

  /** Its labels contradict each other: it is not judged. */
  record Withdrawn() implements ImageState {}

  /** Its label did not come in time. */
  record Unlabelled() implements ImageState {}
}
