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
 * @param epoch the highest of a plan that it acted on and believed; one that nobody signed must not
 *     outdate those that somebody did
 */
record Served(ModelVersion version, Instant newest, long epoch) {

  /** What is remembered when the next model serves under a plan. */
  Served then(ModelManifest model, RolloutPlan plan, long believed) {
    boolean wentBack = PlanSays.liveByAnotherDecision(plan, model.version());
    boolean newer = model.createdAt().isAfter(newest);
    return new Served(
        model.version(), wentBack || newer ? model.createdAt() : newest, Math.max(epoch, believed));
  }
}
