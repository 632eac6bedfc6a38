package io.longshore.standalone.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.training.TrainingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetbackTest {
  private static final ModelVersion MODEL = new ModelVersion("a".repeat(64));
  private static final Instant NOW = Instant.EPOCH;

  @Test
  void a_run_that_failed_is_told() {
    var failed = new TrainingEvent.Failed("run", "out of memory", NOW);

    assertThat(Setback.of(List.of(failed), List.of(), List.of()))
        .contains(new Setback("the first model failed: out of memory"));
  }

  @Test
  void a_model_that_did_not_pass_its_gate_is_told() {
    assertThat(Setback.of(List.of(), List.of(plan(RolloutStep.REFUSED)), List.of()))
        .contains(new Setback("the first model was refused: because"));
    assertThat(Setback.of(List.of(), List.of(plan(RolloutStep.PROMOTED)), List.of())).isEmpty();
  }

  @Test
  void a_model_that_a_scorer_will_not_serve_is_told() {
    assertThat(Setback.of(List.of(), List.of(), List.of(refusing(RefusalReason.TOO_SLOW))))
        .contains(new Setback("the scorer will not serve the first model: TOO_SLOW, because"));
  }

  @Test
  void a_manifest_that_a_scorer_has_not_seen_yet_may_still_come() {
    assertThat(Setback.of(List.of(), List.of(), List.of(refusing(RefusalReason.UNKNOWN_VERSION))))
        .isEmpty();
  }

  private static RolloutPlan plan(RolloutStep step) {
    return new RolloutPlan(
        "default", 1, Optional.empty(), Optional.empty(), step, Optional.of(MODEL), "because", NOW);
  }

  private static ScorerReport refusing(RefusalReason reason) {
    return new ScorerReport(
        "scorer", 1, Optional.empty(), 0, List.of(new Refusal(MODEL, reason, "because")), 0, NOW);
  }
}
