package io.longshore.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Known;
import io.longshore.console.state.Tally;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.Provenance;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One model: its manifest, its lineage, what gates said, class by class. */
public final class ModelView {

  private ModelView() {}

  public static ObjectNode of(Known known, ModelManifest model) {
    ObjectNode json = ModelEntry.of(known, model);
    json.set("lineage", lineage(known, model));
    ArrayNode children = json.putArray("children");
    known.shelf().newestFirst().stream()
        .filter(other -> other.recipe().parent().equals(Optional.of(model.version())))
        .forEach(other -> children.add(other.version().value()));
    json.put("input", model.recipe().input().toString());
    json.put("featureWidth", model.recipe().featureWidth());
    ObjectNode artifacts = json.putObject("artifacts");
    artifacts.set("backbone", artifact(model.backbone()));
    artifacts.set("head", artifact(model.head()));
    artifacts.set(
        "golden", model.golden().<JsonNode>map(ModelView::artifact).orElseGet(Json::nothing));
    json.set("signature", signature(model));
    ObjectNode parity = json.putObject("parity").put("images", model.parity().images());
    parity.set("maxAbsoluteDifference", Json.number(model.parity().maxAbsoluteDifference()));
    parity.put("argmaxEqual", model.parity().argmaxEqual());
    parity.set("millisPerImage", Json.number(model.parity().millisPerImage()));
    json.set("provenance", provenance(model.recipe().provenance()));
    ArrayNode evaluations = json.putArray("evaluations");
    known.judged(model.version()).forEach(judged -> evaluations.add(GateView.of(judged)));
    json.set("classes", classes(model, known.judgements().of(model.version())));
    return json.put("download", "/api/models/" + model.version().value() + "/model.onnx");
  }

  /** From the model to the first that is known, each once. */
  private static ArrayNode lineage(Known known, ModelManifest model) {
    ArrayNode json = Json.array();
    Set<ModelVersion> seen = new LinkedHashSet<>();
    Optional<ModelManifest> next = Optional.of(model);
    while (next.isPresent() && seen.add(next.get().version())) {
      ModelManifest one = next.get();
      ObjectNode link = json.addObject().put("version", one.version().value());
      link.put("gear", one.recipe().gear().word());
      link.set("createdAt", Json.time(one.createdAt()));
      next = one.recipe().parent().flatMap(known.shelf()::of);
    }
    return json;
  }

  private static ObjectNode artifact(ArtifactRef ref) {
    return Json.object().put("sha256", ref.sha256()).put("bytes", ref.size());
  }

  private static JsonNode signature(ModelManifest model) {
    if (model.signature().isEmpty()) {
      return Json.nothing();
    }
    ObjectNode json = Json.object().put("key", model.signature().get().keyId());
    json.set("expiresAt", Json.time(model.signature().get().expiresAt()));
    return json;
  }

  private static ObjectNode provenance(Provenance from) {
    ObjectNode json = Json.object();
    json.put("adaptation", from.adaptation());
    json.put("memoryDigest", from.memoryDigest());
    json.put("seed", from.seed());
    json.put("device", from.device());
    ObjectNode parameters = json.putObject("parameters");
    from.parameters().forEach(parameters::put);
    ObjectNode software = json.putObject("software");
    from.software().forEach(software::put);
    Columns labels = Columns.of("partition", "from", "to");
    from.labelOffsets()
        .forEach(
            (partition, range) -> {
              labels.to("partition").add(partition);
              labels.to("from").add(range.from());
              labels.to("to").add(range.to());
            });
    json.set("labels", labels.object());
    return json;
  }

  private static ObjectNode classes(ModelManifest model, Map<String, Tally> tallies) {
    Columns columns =
        Columns.of(
            "name",
            "images",
            "group",
            "reference",
            "heldRight",
            "heldTotal",
            "baseRight",
            "right",
            "judged");
    Map<String, ClassResult> held = byName(model.evaluation());
    Map<String, ClassResult> base =
        model.baseline().map(baseline -> byName(baseline.evaluation())).orElse(Map.of());
    double weight =
        model.recipe().classes().stream().mapToDouble(ClassEntry::referenceWeight).sum();
    for (ClassEntry entry : model.recipe().classes()) {
      Optional<ClassResult> result = Optional.ofNullable(held.get(entry.name()));
      Tally tally = tallies.getOrDefault(entry.name(), Tally.NONE);
      columns.to("name").add(entry.name());
      columns.to("images").add(entry.images());
      columns.to("group").add(Json.group(entry.group()));
      columns
          .to("reference")
          .add(weight > 0 ? Json.number(entry.referenceWeight() / weight) : Json.nothing());
      columns.to("heldRight").add(result.map(ClassResult::correct).orElse(null));
      columns.to("heldTotal").add(result.map(ClassResult::total).orElse(null));
      columns
          .to("baseRight")
          .add(Optional.ofNullable(base.get(entry.name())).map(ClassResult::correct).orElse(null));
      columns.to("right").add(tally.right());
      columns.to("judged").add(tally.judged());
    }
    return columns.object();
  }

  static Map<String, ClassResult> byName(Evaluation evaluation) {
    Map<String, ClassResult> results = new HashMap<>();
    evaluation.results().forEach(result -> results.put(result.className(), result));
    return results;
  }
}
