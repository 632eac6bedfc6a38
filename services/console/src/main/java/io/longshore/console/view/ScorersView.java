package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.domain.prediction.ScorerReport;
import java.util.List;

/** How scorers stand. */
final class ScorersView {

  private ScorersView() {}

  static ArrayNode of(List<ScorerReport> reports) {
    ArrayNode json = Json.array();
    reports.forEach(report -> json.add(of(report)));
    return json;
  }

  private static ObjectNode of(ScorerReport report) {
    ObjectNode json = Json.object().put("scorer", report.scorer());
    json.set("at", Json.time(report.at()));
    json.put("planEpoch", report.planEpoch());
    json.set("serving", Json.version(report.serving()));
    json.set("onTrial", Json.version(report.onTrial()));
    json.put("trimSequence", report.trimSequence());
    json.put("scored", report.scored());
    ArrayNode refusals = json.putArray("refusals");
    report
        .refusals()
        .forEach(
            refusal ->
                refusals
                    .addObject()
                    .put("version", refusal.version().value())
                    .put("reason", Json.word(refusal.reason()))
                    .put("message", refusal.message()));
    ArrayNode verified = json.putArray("verified");
    report
        .verified()
        .forEach(
            passed -> {
              ObjectNode one = verified.addObject().put("version", passed.version().value());
              one.put("images", passed.images());
              one.set("maxDifference", Json.number(passed.maxDifference()));
              one.set("millisPerImage", Json.number(passed.millisPerImage()));
              one.put("residentBytes", passed.residentBytes());
            });
    return json;
  }
}
