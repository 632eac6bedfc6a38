package io.longshore.scorer.scoring;

import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.reject.RejectReason;
import java.util.List;

/**
 * What became of a batch of images; each is in one of the lists, in the order they came.
 *
 * @param predicted a model answered
 * @param refused cannot be scored and go whole to the rejects
 */
public record ScoredBatch(List<Predicted> predicted, List<Refused> refused) {

  /** An image and what was said of it, as if it had never been sent before. */
  public record Predicted(Arrival image, Prediction prediction) {}

  /** An image that cannot be scored, and why. */
  public record Refused(Arrival image, RejectReason reason, String message) {}
}
