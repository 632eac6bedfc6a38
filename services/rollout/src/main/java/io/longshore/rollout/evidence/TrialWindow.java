package io.longshore.rollout.evidence;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import java.util.Optional;

/**
 * Which predictions are made in one stage of a trial.
 *
 * @param trial the stage
 * @param live the live model beside it
 * @param epoch of the first plan with it
 */
public record TrialWindow(Trial trial, ModelVersion live, long epoch) {

  /** The stage that a plan is in; empty if no model is on trial or none answers yet. */
  public static Optional<TrialWindow> of(RolloutPlan plan, long since) {
    return plan.trial()
        .filter(trial -> trial.stage() != TrialStage.VERIFY)
        .flatMap(trial -> plan.live().map(live -> new TrialWindow(trial, live, since)));
  }

  /** The model under judgement: the candidate, or the live model while it is guarded. */
  public ModelVersion subject() {
    return trial.stage() == TrialStage.GUARD ? live : trial.version();
  }

  /** The model it is compared with. */
  public ModelVersion other() {
    return trial.stage() == TrialStage.GUARD ? trial.version() : live;
  }

  /** Name of the window in gate results. */
  public String name() {
    return trial.stage().name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Both models' answers, if this prediction belongs here. */
  Optional<PairedAnswer> of(Prediction prediction) {
    if (prediction.repeat()
        || prediction.planEpoch() < epoch
        || prediction.scoredAt().isBefore(trial.since())
        || prediction.alongside().isEmpty()) {
      return Optional.empty();
    }
    Alongside alongside = prediction.alongside().get();
    boolean candidateCounts = trial.stage() == TrialStage.CANARY;
    ModelVersion counting = candidateCounts ? trial.version() : live;
    ModelVersion beside = candidateCounts ? live : trial.version();
    if (!prediction.model().equals(counting)
        || !alongside.model().equals(beside)
        || (prediction.role() == Role.CANARY) != candidateCounts) {
      return Optional.empty();
    }
    String counted = prediction.top().get(0).className();
    String second = alongside.top().get(0).className();
    boolean subjectCounts = counting.equals(subject());
    return Optional.of(
        new PairedAnswer(
            subjectCounts ? counted : second,
            subjectCounts ? second : counted,
            prediction.scoredAt()));
  }
}
