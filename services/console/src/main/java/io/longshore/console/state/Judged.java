package io.longshore.console.state;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.StreamEvidence;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a gate said, without its list of classes.
 *
 * @param window as in {@link GateResult}
 * @param scores of the candidate
 */
public record Judged(
    String window,
    Optional<ModelVersion> against,
    boolean passed,
    String reason,
    Instant at,
    Scores scores,
    Optional<StreamEvidence> stream) {

  /**
   * Mean accuracies of an evaluation; empty where no class of the group was judged.
   *
   * @param images judged
   */
  public record Scores(
      OptionalDouble many,
      OptionalDouble medium,
      OptionalDouble few,
      OptionalDouble balanced,
      int images) {

    public static Scores of(Evaluation evaluation) {
      return new Scores(
          evaluation.accuracy(ShotGroup.MANY),
          evaluation.accuracy(ShotGroup.MEDIUM),
          evaluation.accuracy(ShotGroup.FEW),
          evaluation.balanced(),
          evaluation.images());
    }
  }

  static Judged of(GateResult result) {
    return new Judged(
        result.window(),
        result.against(),
        result.passed(),
        result.reason(),
        result.judgedAt(),
        Scores.of(result.evaluation()),
        result.stream());
  }
}
