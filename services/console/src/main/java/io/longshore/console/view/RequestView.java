package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Asked;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.RolloutPlan;
import java.util.Optional;

/** What somebody asked for, and what came of it. */
public final class RequestView {

  private RequestView() {}

  public static ObjectNode of(Asked asked) {
    OperatorRequest request = asked.request();
    ObjectNode json = Json.object().put("id", request.id()).put("kind", asked.kind());
    json.set("version", Json.version(asked.version()));
    json.set(
        "gear",
        Json.text(
            request instanceof OperatorRequest.Adapt adapt
                ? Optional.of(adapt.gear().word())
                : Optional.empty()));
    json.put("reason", request.reason());
    json.set("at", Json.time(request.at()));
    json.put("state", asked.answer().isPresent() ? "done" : "open");
    json.put("epoch", asked.answer().map(RolloutPlan::epoch).orElse(null));
    json.set("outcome", Json.text(asked.answer().map(RolloutPlan::reason)));
    return json;
  }
}
