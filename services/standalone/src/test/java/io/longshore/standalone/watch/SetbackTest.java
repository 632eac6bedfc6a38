package io.longshore.standalone.watch;

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

    assertThat(setback(List.of(failed), List.of(), List.of()))
        .contains(new Setback("the first model failed: out of memory"));
  }

  @Test
  void a_model_that_did_not_pass_its_gate_is_told() {
    assertThat(setback(List.of(), List.of(plan(RolloutStep.REFUSED)), List.of()))
        .contains(new Setback("the first model was refused: because"));
    assertThat(setback(List.of(), List.of(plan(RolloutStep.PROMOTED)), List.of())).isEmpty();
  }

  @Test
  void a_model_that_a_scorer_will_not_serve_is_told() {
    assertThat(setback(List.of(), List.of(), List.of(refusing(RefusalReason.TOO_SLOW))))
        .contains(new Setback("the scorer will not serve the first model: TOO_SLOW, because"));
  }

  @Test
  void a_manifest_that_a_scorer_has_not_seen_yet_may_still_come() {
    assertThat(setback(List.of(), List.of(), List.of(refusing(RefusalReason.UNKNOWN_VERSION))))
        .isEmpty();
  }

  @Test
  void what_happened_to_another_model_is_none() {
    assertThat(
            Setback.of(
                "the first model",
                version -> !version.equals(MODEL),
                List.of(),
                List.of(plan(RolloutStep.REFUSED)),
                List.of(refusing(RefusalReason.TOO_SLOW))))
        .isEmpty();
  }

  private static Optional<Setback> setback(
      List<TrainingEvent> training, List<RolloutPlan> plans, List<ScorerReport> reports) {
    return Setback.of("the first model", MODEL::equals, training, plans, reports);
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
