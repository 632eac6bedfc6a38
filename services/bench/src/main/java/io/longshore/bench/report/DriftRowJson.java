package io.longshore.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.bench.drift.DriftRow;
import io.longshore.bench.drift.DriftSettings;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A row as one JSON object; what does not apply is null. */
final class DriftRowJson {
  private DriftRowJson() {}

  static ObjectNode write(DriftRow row) {
    DriftSettings settings = row.settings();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("detector", settings.detector());
    json.put("classes", settings.classes());
    json.put("imbalance", settings.imbalance());
    json.put("scenario", settings.scenario());
    json.put("runs", settings.runs());
    number(json, "falseAlarmRate", row.falseAlarmRate());
    number(json, "falseAlarmRateUpper95", row.falseAlarmsAtMost());
    number(json, "detected", row.detected());
    number(json, "detectedLower95", row.detectedAtLeast());
    json.put("medianDelay", row.medianDelay().stream().boxed().findFirst().orElse(null));
    json.put("trials", row.trials());
    json.put("fired", row.fired());
    ArrayNode dates = json.putArray("alarmDates");
    row.dates().forEach(date -> dates.add(date.toString()));
    json.put("referenceLabels", settings.reference());
    json.put("horizon", settings.horizon());
    json.put("look", settings.look());
    json.put("alpha", settings.alpha());
    json.put("seed", settings.seed());
    return json;
  }

  private static void number(ObjectNode json, String name, OptionalDouble value) {
    json.put(name, value.stream().boxed().findFirst().orElse(null));
  }

  /**
   * @throws IllegalArgumentException naming the field that is missing
   */
  static DriftRow read(JsonNode json) {
    JsonNode delay = field(json, "medianDelay");
    return new DriftRow(
        new DriftSettings(
            field(json, "detector").asText(),
            field(json, "scenario").asText(),
            field(json, "falseAlarmRate").isNull(),
            field(json, "classes").asInt(),
            field(json, "imbalance").asDouble(),
            field(json, "referenceLabels").asLong(),
            field(json, "runs").asInt(),
            field(json, "horizon").asInt(),
            field(json, "look").asInt(),
            field(json, "alpha").asDouble(),
            field(json, "seed").asLong()),
        field(json, "trials").asInt(),
        field(json, "fired").asInt(),
        delay.isNull() ? OptionalInt.empty() : OptionalInt.of(delay.asInt()),
        dates(field(json, "alarmDates")));
  }

  private static List<LocalDate> dates(JsonNode json) {
    List<LocalDate> dates = new ArrayList<>();
    try {
      json.forEach(date -> dates.add(LocalDate.parse(date.asText())));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("a row has an alarm on " + e.getParsedString(), e);
    }
    return dates;
  }

  private static JsonNode field(JsonNode json, String name) {
    JsonNode value = json.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a row has no '" + name + "'");
    }
    return value;
  }
}
