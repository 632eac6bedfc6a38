package io.longshore.domain.rollout;

import io.longshore.domain.model.ModelVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * The whole plan of a stream: what every scorer must serve. The latest record is all anybody needs.
 *
 * @param stream the stream
 * @param epoch grows by one with each decision; a record of an older epoch is ignored
 * @param live the model to serve; empty until the first promotion
 * @param previous the model that was live before, kept warm for a rollback
 * @param step what this decision did
 * @param subject the version this decision was about
 * @param reason why, in words and numbers
 * @param decidedAt when
 */
public record RolloutPlan(
    String stream,
    long epoch,
    Optional<ModelVersion> live,
    Optional<ModelVersion> previous,
    RolloutStep step,
    Optional<ModelVersion> subject,
    String reason,
    Instant decidedAt) {

  public RolloutPlan {
    if (epoch < 0) {
      throw new IllegalArgumentException("plan epoch " + epoch);
    }
  }

  /** The plan of a stream about which nothing was decided. */
  public static RolloutPlan initial(String stream) {
    return new RolloutPlan(
        stream,
        0,
        Optional.empty(),
        Optional.empty(),
        RolloutStep.STARTED,
        Optional.empty(),
        "no model yet",
        Instant.EPOCH);
  }
}
