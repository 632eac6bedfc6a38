package io.longshore.standalone.watch;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.training.TrainingEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What keeps a model from ever being served: a run that failed, or a judgement that is final.
 * Whoever waits for it would wait in vain.
 *
 * @param words what happened
 */
public record Setback(String words) {

  /**
   * The first one in what was published.
   *
   * @param model what the words call it
   * @param isIt whether a version is one that is waited for
   */
  public static Optional<Setback> of(
      String model,
      Predicate<ModelVersion> isIt,
      List<TrainingEvent> training,
      List<RolloutPlan> plans,
      List<ScorerReport> reports) {
    Stream<String> failed =
        training.stream()
            .filter(TrainingEvent.Failed.class::isInstance)
            .map(TrainingEvent.Failed.class::cast)
            .map(failure -> model + " failed: " + failure.reason());
    Stream<String> refused =
        plans.stream()
            .filter(plan -> plan.step() == RolloutStep.REFUSED)
            .filter(plan -> plan.subject().filter(isIt).isPresent())
            .map(plan -> model + " was refused: " + plan.reason());
    Stream<String> notServed =
        reports.stream()
            .flatMap(report -> report.refusals().stream())
            .filter(refusal -> isFinal(refusal) && isIt.test(refusal.version()))
            .map(
                refusal ->
                    "the scorer will not serve %s: %s, %s"
                        .formatted(model, refusal.reason(), refusal.message()));
    return Stream.of(failed, refused, notServed)
        .flatMap(words -> words)
        .findFirst()
        .map(Setback::new);
  }

  /** A manifest may come later than the plan that names it. */
  private static boolean isFinal(Refusal refusal) {
    return refusal.reason() != RefusalReason.UNKNOWN_VERSION;
  }
}
