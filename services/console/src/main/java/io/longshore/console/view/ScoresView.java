package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Judged;

/** Accuracies by group. */
final class ScoresView {

  private ScoresView() {}

  static ObjectNode of(Judged.Scores scores) {
    return into(Json.object(), scores);
  }

  static ObjectNode into(ObjectNode json, Judged.Scores scores) {
    json.set("many", Json.number(scores.many()));
    json.set("medium", Json.number(scores.medium()));
    json.set("few", Json.number(scores.few()));
    json.set("balanced", Json.number(scores.balanced()));
    return json.put("images", scores.images());
  }
}
