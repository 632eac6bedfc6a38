package io.longshore.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.Trial;
import java.util.Optional;

/** A plan, as status and models show it. */
final class PlanView {

  private PlanView() {}

  static JsonNode of(Optional<RolloutPlan> plan) {
    return plan.<JsonNode>map(PlanView::of).orElseGet(Json::nothing);
  }

  static ObjectNode of(RolloutPlan plan) {
    ObjectNode json = Json.object().put("epoch", plan.epoch());
    json.set("at", Json.time(plan.decidedAt()));
    json.put("step", Json.word(plan.step()));
    json.set("subject", Json.version(plan.subject()));
    json.set("live", Json.version(plan.live()));
    json.set("previous", Json.version(plan.previous()));
    json.put("reason", plan.reason()).put("paused", plan.paused());
    json.set("trial", plan.trial().<JsonNode>map(PlanView::of).orElseGet(Json::nothing));
    return json;
  }

  private static ObjectNode of(Trial trial) {
    ObjectNode json = Json.object().put("version", trial.version().value());
    json.put("stage", Json.word(trial.stage()));
    json.set("share", Json.number(trial.share()));
    json.set("since", Json.time(trial.since()));
    return json;
  }
}
