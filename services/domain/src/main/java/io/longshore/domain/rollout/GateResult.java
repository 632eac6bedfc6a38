package io.longshore.domain.rollout;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * How a model was judged. A result over the stream is written again as evidence comes, and restated
 * when late labels land.
 *
 * @param version the model
 * @param window over which images: "held-out" for the offline gate; "verify", "shadow", "canary"
 *     and "guard" for the stages of a trial
 * @param evaluation its results, class by class
 * @param against the model compared with
 * @param passed whether it may go on
 * @param reason in words and numbers
 * @param judgedAt when
 * @param stream evidence from the stream; empty for the offline gate
 */
public record GateResult(
    ModelVersion version,
    String window,
    Evaluation evaluation,
    Optional<ModelVersion> against,
    boolean passed,
    String reason,
    Instant judgedAt,
    Optional<StreamEvidence> stream) {

  /** A result on held-out images. */
  public GateResult(
      ModelVersion version,
      String window,
      Evaluation evaluation,
      Optional<ModelVersion> against,
      boolean passed,
      String reason,
      Instant judgedAt) {
    this(version, window, evaluation, against, passed, reason, judgedAt, Optional.empty());
  }

  /** Key of the record. */
  public String key() {
    return version.value() + "/" + window;
  }
}
