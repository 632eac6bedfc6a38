package io.longshore.scorer.trust;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import java.time.Instant;

/**
 * What a scorer remembers of the past.
 *
 * @param version the model that it served last
 * @param newest when the newest model was made that it served since it last went back
 * @param epoch of the plan that it acted on last
 */
record Served(ModelVersion version, Instant newest, long epoch) {

  /** The first thing that is remembered. */
  static Served first(ModelManifest model, RolloutPlan plan) {
    return new Served(model.version(), model.createdAt(), plan.epoch());
  }

  /** What is remembered when the next model serves. */
  Served then(ModelManifest model, RolloutPlan plan) {
    boolean wentBack = PlanSays.liveByAnotherDecision(plan, model.version());
    boolean newer = model.createdAt().isAfter(newest);
    return new Served(
        model.version(),
        wentBack || newer ? model.createdAt() : newest,
        Math.max(epoch, plan.epoch()));
  }
}
