package io.longshore.domain.rollout;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * How a candidate was judged.
 *
 * @param version the candidate
 * @param window over which images: "held-out" for the offline gate
 * @param evaluation the candidate's results
 * @param against the model compared with
 * @param passed whether it may go on
 * @param reason in words and numbers
 * @param judgedAt when
 */
public record GateResult(
    ModelVersion version,
    String window,
    Evaluation evaluation,
    Optional<ModelVersion> against,
    boolean passed,
    String reason,
    Instant judgedAt) {}
