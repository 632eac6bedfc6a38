package io.longshore.scorer.trust;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.Trial;
import java.util.Optional;

/** What a plan says of one model. */
final class PlanSays {

  private PlanSays() {}

  static boolean live(RolloutPlan plan, ModelVersion version) {
    return plan.live().equals(Optional.of(version));
  }

  /**
   * The model is live, and not because this plan put it forward: the plan went back to it, or says
   * something of another model after one that went back, which this scorer may have missed.
   */
  static boolean liveByAnotherDecision(RolloutPlan plan, ModelVersion version) {
    return live(plan, version)
        && (plan.step() == RolloutStep.ROLLED_BACK || !plan.subject().equals(Optional.of(version)));
  }

  /** Somebody put the model live, whatever may speak against it. */
  static boolean promoted(RolloutPlan plan, ModelVersion version) {
    return live(plan, version) && plan.step() == RolloutStep.PROMOTED;
  }

  /** The model answers nobody: it is kept ready in case it is gone back to. */
  static boolean onlyKeptReady(RolloutPlan plan, ModelVersion version) {
    return !live(plan, version)
        && !plan.trial().map(Trial::version).equals(Optional.of(version))
        && plan.previous().equals(Optional.of(version));
  }
}
