package io.longshore.rollout;

import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import java.util.Optional;

/**
 * What follows from an event: the rollout as it is now and what has to be written down.
 *
 * @param rollout after the event
 * @param plan the new plan, if it changed
 * @param judged the gate's result, if a gate judged
 */
public record Decision(Rollout rollout, Optional<RolloutPlan> plan, Optional<GateResult> judged) {

  static Decision none(Rollout rollout) {
    return new Decision(rollout, Optional.empty(), Optional.empty());
  }
}
