package io.longshore.rollout;

import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import java.util.List;
import java.util.Optional;

/**
 * What follows from an event: the rollout as it is now and what has to be written down.
 *
 * @param rollout after the event
 * @param plan the new plan, if it changed
 * @param judged results of gates that judged
 * @param refusal why what was asked for is not done, in words
 */
public record Decision(
    Rollout rollout,
    Optional<RolloutPlan> plan,
    List<GateResult> judged,
    Optional<String> refusal) {

  public Decision {
    judged = List.copyOf(judged);
  }

  static Decision none(Rollout rollout) {
    return new Decision(rollout, Optional.empty(), List.of(), Optional.empty());
  }

  static Decision refuse(Rollout rollout, String why) {
    return new Decision(rollout, Optional.empty(), List.of(), Optional.of(why));
  }

  Decision with(GateResult result) {
    return new Decision(rollout, plan, List.of(result), refusal);
  }
}
