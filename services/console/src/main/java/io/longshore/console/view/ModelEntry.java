package io.longshore.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Judged;
import io.longshore.console.state.Known;
import io.longshore.console.state.Tally;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.ScorerReport;

/** A model in a list. */
final class ModelEntry {

  private ModelEntry() {}

  static ObjectNode of(Known known, ModelManifest model) {
    ModelVersion version = model.version();
    ObjectNode json = Json.object().put("version", version.value());
    json.set("createdAt", Json.time(model.createdAt()));
    json.put("gear", model.recipe().gear().word());
    json.set("parent", Json.version(model.recipe().parent()));
    json.set("quantization", Json.text(model.recipe().quantization()));
    json.put("adaptation", model.recipe().provenance().adaptation());
    json.put("classes", model.recipe().classes().size());
    json.put(
        "bytes",
        model.backbone().size()
            + model.head().size()
            + model.golden().map(ArtifactRef::size).orElse(0L));
    json.put("signed", model.signature().isPresent());
    json.put("state", known.plans().of(version).word());
    json.set("heldOut", ScoresView.of(Judged.Scores.of(model.evaluation())));
    json.set("baseline", model.baseline().<JsonNode>map(ModelEntry::of).orElseGet(Json::nothing));
    json.put("answered", known.judgements().answeredBy(version));
    Tally tally = known.judgements().allOf(version);
    json.put("right", tally.right()).put("judged", tally.judged());
    json.set("refused", refused(known, version));
    return json;
  }

  private static ObjectNode of(Baseline baseline) {
    return ScoresView.into(
        Json.object().put("version", baseline.version().value()),
        Judged.Scores.of(baseline.evaluation()));
  }

  private static ArrayNode refused(Known known, ModelVersion version) {
    ArrayNode json = Json.array();
    for (Judged judged : known.judged(version)) {
      if (!judged.passed()) {
        ObjectNode one = json.addObject().put("by", "gate").put("window", judged.window());
        one.put("reason", judged.reason());
        one.set("at", Json.time(judged.at()));
      }
    }
    for (ScorerReport report : known.scorers()) {
      for (Refusal refusal : report.refusals()) {
        if (refusal.version().equals(version)) {
          ObjectNode one = json.addObject().put("by", report.scorer()).putNull("window");
          one.put("reason", Json.word(refusal.reason()) + ": " + refusal.message());
          one.set("at", Json.time(report.at()));
        }
      }
    }
    return json;
  }
}
