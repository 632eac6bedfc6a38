package io.longshore.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Judged;
import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.LabelsNeeded;
import io.longshore.domain.rollout.StreamEvidence;
import java.util.OptionalLong;

/** What a gate said of a model. */
final class GateView {
  /** For the guess how many labels are still needed; the policy's own is no part of the record. */
  private static final double ALPHA = 0.05;

  private GateView() {}

  static ObjectNode of(Judged judged) {
    ObjectNode json = Json.object().put("window", judged.window());
    json.set("against", Json.version(judged.against()));
    json.put("passed", judged.passed());
    json.put("reason", judged.reason());
    json.set("judgedAt", Json.time(judged.at()));
    json.set("groups", ScoresView.of(judged.scores()));
    json.set("stream", judged.stream().<JsonNode>map(GateView::of).orElseGet(Json::nothing));
    return json;
  }

  private static ObjectNode of(StreamEvidence evidence) {
    ObjectNode json = Json.object();
    json.set("since", Json.time(evidence.since()));
    json.set("watermark", Json.time(evidence.watermark()));
    json.put("predicted", evidence.predicted());
    json.put("labelled", evidence.labelled());
    json.put("waiting", evidence.waiting());
    json.put("unlabelled", evidence.unlabelled());
    json.put("contradicted", evidence.contradicted());
    ArrayNode groups = json.putArray("groups");
    evidence.groups().forEach(group -> groups.add(of(group)));
    return json;
  }

  private static ObjectNode of(GroupEvidence group) {
    ObjectNode json = Json.object();
    json.put("group", group.group().map(Json::group).orElse(null));
    json.put("bothRight", group.bothRight());
    json.put("subjectOnly", group.subjectOnly());
    json.put("otherOnly", group.otherOnly());
    json.put("bothWrong", group.bothWrong());
    json.put("images", group.images());
    json.set("difference", Json.ratio(group.subjectOnly() - group.otherOnly(), group.images()));
    json.set("lower", Json.number(group.lower()));
    json.set("upper", Json.number(group.upper()));
    json.set("margin", Json.number(group.margin()));
    OptionalLong needed = LabelsNeeded.more(group, ALPHA);
    json.put("needed", needed.isPresent() ? (Long) needed.getAsLong() : null);
    return json;
  }
}
