package io.longshore.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.DriftPoint;
import io.longshore.console.state.Known;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.FalseAlarmBudget;
import io.longshore.domain.drift.MovedClass;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelVersion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the mix moved, and what was decided about it. */
public final class DriftView {
  private static final double DAY = Duration.ofDays(1).toMillis();

  private DriftView() {}

  public static ObjectNode of(Known known) {
    Optional<ClassFrequencies> latest = known.mix().latest();
    ObjectNode json = Json.object();
    json.set("now", latest.<JsonNode>map(DriftView::now).orElseGet(Json::nothing));
    json.set("history", history(known.drift().points()));
    json.set("moved", moved(latest.map(ClassFrequencies::drift)));
    json.set("shifts", shifts(latest.map(ClassFrequencies::drift)));
    json.set("budget", budget(known));
    json.set("policy", policy(known));
    ArrayNode decisions = json.putArray("decisions");
    known
        .decisions()
        .newestFirst()
        .forEach(a -> decisions.add(DecisionView.of(a, known.runs().of(a.id()))));
    return json;
  }

  private static ObjectNode now(ClassFrequencies snapshot) {
    DriftEvidence drift = snapshot.drift();
    ObjectNode json = Json.object().put("sequence", snapshot.sequence());
    json.set("at", Json.time(snapshot.asOf()));
    json.set("reference", Json.version(drift.reference()));
    json.put("units", drift.units());
    json.set("designEffect", Json.number(drift.designEffect()));
    json.set("logE", Json.number(drift.logE()));
    json.set("logThreshold", Json.number(drift.logThreshold()));
    json.set("totalVariation", Json.number(drift.totalVariation()));
    json.set("lower", Json.number(drift.totalVariationLower()));
    json.set("floor", Json.number(drift.totalVariationFloor()));
    json.put("alarm", drift.alarm());
    json.put("words", drift.inWords());
    ObjectNode byChange = json.putObject("byChange");
    drift.logEByChange().forEach((change, logE) -> byChange.set(change, Json.number(logE)));
    ArrayNode byStart = json.putArray("byStart");
    drift.logEByStart().forEach(logE -> byStart.add(Json.number(logE)));
    json.set("missing", Json.number(drift.missing().estimate()));
    json.set("missingLower", Json.number(drift.missing().lower()));
    return json;
  }

  /** The newest point, as an event. */
  static ObjectNode point(ClassFrequencies snapshot) {
    DriftEvidence drift = snapshot.drift();
    ObjectNode json = Json.object();
    json.set("at", Json.time(snapshot.asOf()));
    json.set("logE", Json.number(drift.logE()));
    json.set("logThreshold", Json.number(drift.logThreshold()));
    json.set("totalVariation", Json.number(drift.totalVariation()));
    json.set("lower", Json.number(drift.totalVariationLower()));
    json.set("floor", Json.number(drift.totalVariationFloor()));
    return json.put("units", drift.units()).put("alarm", drift.alarm());
  }

  private static ObjectNode history(List<DriftPoint> points) {
    Columns columns =
        Columns.of(
            "at",
            "logE",
            "logThreshold",
            "totalVariation",
            "lower",
            "floor",
            "units",
            "reference",
            "references");
    Map<ModelVersion, Integer> references = new LinkedHashMap<>();
    for (DriftPoint point : points) {
      columns.to("at").add(Json.time(point.at()));
      columns.to("logE").add(Json.number(point.logE()));
      columns.to("logThreshold").add(Json.number(point.logThreshold()));
      columns.to("totalVariation").add(Json.number(point.totalVariation()));
      columns.to("lower").add(Json.number(point.lower()));
      columns.to("floor").add(Json.number(point.floor()));
      columns.to("units").add(point.units());
      columns
          .to("reference")
          .add(
              point
                  .reference()
                  .map(v -> references.computeIfAbsent(v, unused -> references.size()))
                  .orElse(null));
    }
    references.keySet().forEach(version -> columns.to("references").add(version.value()));
    return columns.object();
  }

  private static ObjectNode moved(Optional<DriftEvidence> drift) {
    ObjectNode json = Json.object().put("count", drift.map(DriftEvidence::movedClasses).orElse(0));
    Columns columns = Columns.in(json);
    for (String name : List.of("name", "direction", "reference", "live", "logE")) {
      columns.to(name);
    }
    for (MovedClass moved : drift.map(DriftEvidence::moved).orElse(List.of())) {
      columns.to("name").add(moved.className());
      columns.to("direction").add(moved.direction() == MovedClass.Direction.RISEN ? 1 : -1);
      columns.to("reference").add(Json.number(moved.referenceShare()));
      columns.to("live").add(Json.number(moved.liveShare()));
      columns.to("logE").add(Json.number(moved.logE()));
    }
    return json;
  }

  private static ObjectNode shifts(Optional<DriftEvidence> drift) {
    Columns columns = Columns.of("name", "reference", "live");
    drift
        .map(DriftEvidence::shifts)
        .orElse(List.of())
        .forEach(
            shift -> {
              columns.to("name").add(shift.className());
              columns.to("reference").add(Json.number(shift.referenceShare()));
              columns.to("live").add(Json.number(shift.liveShare()));
            });
    return columns.object();
  }

  private static JsonNode budget(Known known) {
    Optional<Double> alpha =
        known
            .mix()
            .latest()
            .map(snapshot -> Math.exp(-snapshot.drift().logThreshold()))
            .filter(a -> a > 0 && a < 1)
            .or(() -> known.decisions().policy().map(policy -> policy.thresholds().alpha()));
    Optional<Long> horizon =
        known.mix().latest().map(snapshot -> snapshot.drift().horizon()).filter(units -> units > 0);
    if (alpha.isEmpty() || horizon.isEmpty()) {
      return Json.nothing();
    }
    var budget =
        new FalseAlarmBudget(alpha.get(), horizon.get(), unitsPerDay(known.drift().points()));
    ObjectNode json = Json.object();
    json.set("alpha", Json.number(budget.alpha()));
    json.put("horizon", budget.horizon());
    json.set("unitsPerDay", Json.number(budget.unitsPerDay()));
    json.set("unitsBetween", Json.number(budget.unitsBetween()));
    json.set("daysBetween", Json.number(budget.daysBetween()));
    return json.put("words", budget.inWords());
  }

  /** Over what is remembered, in event time; 0 if it cannot be told. */
  static double unitsPerDay(List<DriftPoint> points) {
    if (points.size() < 2) {
      return 0;
    }
    DriftPoint first = points.get(0);
    DriftPoint last = points.get(points.size() - 1);
    double days = Duration.between(first.at(), last.at()).toMillis() / DAY;
    return days > 0 ? Math.max(0, (last.allUnits() - first.allUnits()) / days) : 0;
  }

  private static ObjectNode policy(Known known) {
    Optional<Policy> policy = known.decisions().policy();
    ObjectNode json = Json.object();
    json.set(
        "digest",
        Json.text(
            known
                .mix()
                .latest()
                .flatMap(ClassFrequencies::policy)
                .or(() -> policy.map(Policy::digest))));
    json.set("state", Json.text(policy.map(p -> p.state().word())));
    if (policy.isPresent()) {
      ObjectNode values = json.putObject("values");
      policy.get().entries().forEach(values::put);
    } else {
      json.set("values", Json.nothing());
    }
    ObjectNode set = json.putObject("set");
    known.decisions().overrides().ifPresent(overrides -> overrides.values().forEach(set::put));
    json.set("reason", Json.text(known.decisions().overrides().map(o -> o.reason())));
    json.set("at", Json.time(known.decisions().overrides().map(o -> o.at())));
    return json;
  }
}
