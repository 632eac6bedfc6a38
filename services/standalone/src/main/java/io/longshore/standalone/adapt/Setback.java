package io.longshore.standalone.adapt;

import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.training.TrainingEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What keeps a first model from ever being served: there is no other that could still come, and
 * nothing to roll back to, so that whoever waits for it would wait in vain.
 *
 * @param words what happened
 */
record Setback(String words) {

  /** The first one in what was published. */
  static Optional<Setback> of(
      List<TrainingEvent> training, List<RolloutPlan> plans, List<ScorerReport> reports) {
    Stream<String> failed =
        training.stream()
            .filter(TrainingEvent.Failed.class::isInstance)
            .map(TrainingEvent.Failed.class::cast)
            .map(failure -> "the first model failed: " + failure.reason());
    Stream<String> refused =
        plans.stream()
            .filter(plan -> plan.step() == RolloutStep.REFUSED)
            .map(plan -> "the first model was refused: " + plan.reason());
    Stream<String> notServed =
        reports.stream()
            .flatMap(report -> report.refusals().stream())
            .filter(Setback::isFinal)
            .map(Setback::words);
    return Stream.of(failed, refused, notServed)
        .flatMap(words -> words)
        .findFirst()
        .map(Setback::new);
  }

  /** A manifest may come later than the plan that names it. */
  private static boolean isFinal(Refusal refusal) {
    return refusal.reason() != RefusalReason.UNKNOWN_VERSION;
  }

  private static String words(Refusal refusal) {
    return "the scorer will not serve the first model: %s, %s"
        .formatted(refusal.reason(), refusal.message());
  }
}
