package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Judged;
import io.longshore.console.state.Tally;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Two models, class by class. */
public final class CompareView {

  private CompareView() {}

  /** One of two models, and how it fared on the stream. */
  public record Side(ModelManifest model, Map<String, Tally> tallies) {}

  /** One class; a model that lacks it has no result. */
  private record Row(String name, int group, Optional<ClassResult> a, Optional<ClassResult> b) {

    OptionalDouble difference() {
      return a.isPresent() && b.isPresent()
          ? OptionalDouble.of(accuracy(b.get()) - accuracy(a.get()))
          : OptionalDouble.empty();
    }

    static double accuracy(ClassResult result) {
      return (double) result.correct() / result.total();
    }
  }

  public static ObjectNode of(Side a, Side b) {
    Optional<Evaluation> shared =
        b.model()
            .baseline()
            .filter(baseline -> baseline.version().equals(a.model().version()))
            .map(Baseline::evaluation);
    List<Row> rows = rows(a.model(), shared.orElse(a.model().evaluation()), b.model());
    ObjectNode json = Json.object();
    json.set("a", head(a.model(), shared.orElse(a.model().evaluation())));
    json.set("b", head(b.model(), b.model().evaluation()));
    json.put("sameImages", shared.isPresent());
    json.set("classes", columns(rows, a.tallies(), b.tallies()));
    ArrayNode groups = json.putArray("groups");
    for (int group = 0; group < Json.UNKNOWN_GROUP; group++) {
      int wanted = group;
      List<Row> of =
          rows.stream()
              .filter(row -> row.group() == wanted && row.difference().isPresent())
              .toList();
      if (!of.isEmpty()) {
        groups.add(group(group, of));
      }
    }
    return json;
  }

  private static ObjectNode head(ModelManifest model, Evaluation evaluation) {
    ObjectNode json = Json.object().put("version", model.version().value());
    json.set("createdAt", Json.time(model.createdAt()));
    json.put("gear", model.recipe().gear().word());
    json.set("heldOut", ScoresView.of(Judged.Scores.of(evaluation)));
    return json;
  }

  private static List<Row> rows(ModelManifest a, Evaluation ofA, ModelManifest b) {
    Map<String, ClassEntry> entries = new LinkedHashMap<>();
    b.recipe().classes().forEach(entry -> entries.put(entry.name(), entry));
    a.recipe().classes().forEach(entry -> entries.putIfAbsent(entry.name(), entry));
    Map<String, ClassResult> left = ModelView.byName(ofA);
    Map<String, ClassResult> right = ModelView.byName(b.evaluation());
    var rows = new ArrayList<Row>();
    entries.forEach(
        (name, entry) ->
            rows.add(
                new Row(name, Json.group(entry.group()), judged(left, name), judged(right, name))));
    return rows;
  }

  private static Optional<ClassResult> judged(Map<String, ClassResult> results, String name) {
    return Optional.ofNullable(results.get(name)).filter(result -> result.total() > 0);
  }

  private static ObjectNode columns(
      List<Row> rows, Map<String, Tally> ofA, Map<String, Tally> ofB) {
    Columns columns =
        Columns.of(
            "name",
            "group",
            "aRight",
            "aTotal",
            "bRight",
            "bTotal",
            "difference",
            "aStreamRight",
            "aStreamJudged",
            "bStreamRight",
            "bStreamJudged");
    for (Row row : rows) {
      Tally a = ofA.getOrDefault(row.name(), Tally.NONE);
      Tally b = ofB.getOrDefault(row.name(), Tally.NONE);
      columns.to("name").add(row.name());
      columns.to("group").add(row.group());
      columns.to("aRight").add(row.a().map(ClassResult::correct).orElse(null));
      columns.to("aTotal").add(row.a().map(ClassResult::total).orElse(null));
      columns.to("bRight").add(row.b().map(ClassResult::correct).orElse(null));
      columns.to("bTotal").add(row.b().map(ClassResult::total).orElse(null));
      columns.to("difference").add(Json.number(row.difference()));
      columns.to("aStreamRight").add(a.right());
      columns.to("aStreamJudged").add(a.judged());
      columns.to("bStreamRight").add(b.right());
      columns.to("bStreamJudged").add(b.judged());
    }
    return columns.object();
  }

  private static ObjectNode group(int group, List<Row> rows) {
    double a =
        rows.stream().mapToDouble(r -> Row.accuracy(r.a().orElseThrow())).average().orElse(0);
    double b =
        rows.stream().mapToDouble(r -> Row.accuracy(r.b().orElseThrow())).average().orElse(0);
    long better = rows.stream().filter(row -> row.difference().orElse(0) > 0).count();
    long worse = rows.stream().filter(row -> row.difference().orElse(0) < 0).count();
    ObjectNode json = Json.object().put("group", group);
    json.set("a", Json.number(a));
    json.set("b", Json.number(b));
    json.set("difference", Json.number(b - a));
    return json.put("better", better).put("worse", worse).put("same", rows.size() - better - worse);
  }
}
