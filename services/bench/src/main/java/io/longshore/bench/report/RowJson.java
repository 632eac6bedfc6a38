package io.longshore.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.bench.ssd.Cost;
import io.longshore.bench.ssd.Curve;
import io.longshore.bench.ssd.Row;
import io.longshore.bench.ssd.Scores;
import io.longshore.bench.ssd.Settings;
import java.util.ArrayList;
import java.util.List;

/** A row as one flat JSON object, ready for a data frame; what is not known is null. */
final class RowJson {
  private RowJson() {}

  static ObjectNode write(Row row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Settings settings = row.settings();
    json.put("recipe", settings.recipe());
    json.put("title", row.title());
    json.put("dataset", settings.dataset());
    json.put("imbalance", settings.imbalance());
    json.put("architecture", settings.architecture());
    json.put("epochs", row.cost().epochs());
    json.put("stageEpochs", settings.stageEpochs());
    json.put("augmentation", row.augmentation());
    json.put("seed", settings.seed());
    json.put("device", settings.device());
    json.put("precision", settings.precision());
    json.put("setup", settings.setup());
    number(json, "many", row.scores().many());
    number(json, "medium", row.scores().medium());
    number(json, "few", row.scores().few());
    number(json, "all", row.scores().all());
    json.put("parameters", row.cost().parameters());
    number(json, "imagesPerSecond", row.cost().imagesPerSecond());
    number(json, "seconds", row.cost().seconds());
    number(json, "peakMegabytes", row.cost().peakMegabytes());
    row.curves().forEach(curve -> json.withArray("curves").add(curve(curve)));
    return json;
  }

  private static ObjectNode curve(Curve curve) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("training", curve.training());
    ArrayNode losses = json.putArray("losses");
    curve.losses().forEach(losses::add);
    return json;
  }

  private static void number(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }

  /**
   * @throws IllegalArgumentException naming the field that is missing
   */
  static Row read(JsonNode json) {
    return new Row(
        new Settings(
            text(json, "dataset"),
            field(json, "imbalance").asInt(),
            text(json, "recipe"),
            field(json, "seed").asLong(),
            text(json, "architecture"),
            field(json, "stageEpochs").asInt(),
            text(json, "device"),
            text(json, "precision"),
            text(json, "setup")),
        text(json, "title"),
        text(json, "augmentation"),
        new Scores(
            number(json, "many"), number(json, "medium"), number(json, "few"), number(json, "all")),
        new Cost(
            field(json, "epochs").asInt(),
            field(json, "parameters").asLong(),
            number(json, "imagesPerSecond"),
            number(json, "seconds"),
            number(json, "peakMegabytes")),
        curves(json));
  }

  private static List<Curve> curves(JsonNode row) {
    List<Curve> curves = new ArrayList<>();
    for (JsonNode curve : row.path("curves")) {
      List<Double> losses = new ArrayList<>();
      field(curve, "losses").forEach(loss -> losses.add(loss.asDouble()));
      curves.add(new Curve(text(curve, "training"), losses));
    }
    return curves;
  }

  private static double number(JsonNode json, String name) {
    return field(json, name).asDouble(Double.NaN);
  }

  private static String text(JsonNode json, String name) {
    return field(json, name).asText();
  }

  private static JsonNode field(JsonNode json, String name) {
    JsonNode value = json.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a row has no '" + name + "'");
    }
    return value;
  }
}
