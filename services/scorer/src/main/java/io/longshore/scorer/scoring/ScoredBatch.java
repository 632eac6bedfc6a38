package io.longshore.scorer.scoring;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.kafka.Received;
import java.util.List;

/**
 * What became of a batch of images; each is in one of the lists, in the order they came.
 *
 * @param predicted a model answered
 * @param refused cannot be scored and go whole to the rejects
 */
public record ScoredBatch(List<Predicted> predicted, List<Refused> refused) {

  /** An image and what the model said of it. */
  public record Predicted(Received<ImageId, StreamImage> image, Prediction prediction) {}

  /** An image that cannot be scored, and why. */
  public record Refused(
      Received<ImageId, StreamImage> image, RejectReason reason, String message) {}

  public ScoredBatch {
    predicted = List.copyOf(predicted);
    refused = List.copyOf(refused);
  }
}
