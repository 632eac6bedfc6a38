package io.longshore.tracker.streams;

import io.longshore.domain.rollout.RolloutPlan;

/** Follows the rollout plan of the stream: its live model's mix is the reference. */
record PlanFollowing(String stream) implements TopicFollowing.Rule<String, RolloutPlan> {

  @Override
  public void follow(RolloutPlan plan, TrackerStores stores) {
    if (plan.stream().equals(stream)) {
      stores.settle(stores.state().following(plan));
    }
  }
}
