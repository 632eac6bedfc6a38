package io.longshore.bench.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.bench.adapt.AdaptMoment;
import io.longshore.bench.adapt.AdaptPoint;
import io.longshore.bench.adapt.AdaptRow;
import io.longshore.bench.adapt.AdaptScores;
import io.longshore.bench.adapt.AdaptSettings;
import java.util.List;
import java.util.Map;

/** A row as one JSON object, settings and scores flat in it; what is not known is null. */
final class AdaptRowJson {
  private static final String GEARS = "alarmToLiveSeconds";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private AdaptRowJson() {}

  /** What a row has beside settings and scores. */
  private record Rest(
      String title,
      Map<String, Double> alarmToLiveSeconds,
      List<AdaptPoint> points,
      List<AdaptMoment> moments,
      int unjudged,
      double seconds) {}

  static ObjectNode write(AdaptRow row) {
    ObjectNode json = JSON.valueToTree(row.settings());
    json.setAll(JSON.<ObjectNode>valueToTree(row.scores()));
    json.setAll(
        JSON.<ObjectNode>valueToTree(
            new Rest(
                row.title(),
                row.alarmToLiveSeconds(),
                row.points(),
                row.moments(),
                row.unjudged(),
                row.seconds())));
    if (row.alarmToLiveSeconds().isEmpty()) {
      json.putNull(GEARS);
    }
    withoutNan(json);
    json.path("points").forEach(point -> withoutNan((ObjectNode) point));
    return json;
  }

  /**
   * The row that was written so.
   *
   * @throws IllegalArgumentException naming the field that is missing
   */
  static AdaptRow read(JsonNode row) {
    ObjectNode json = row.deepCopy();
    if (json.path(GEARS).isNull()) {
      json.putObject(GEARS);
    }
    withNan(json);
    json.path("points").forEach(point -> withNan((ObjectNode) point));
    Rest rest = JSON.convertValue(json, Rest.class);
    return new AdaptRow(
        JSON.convertValue(json, AdaptSettings.class),
        rest.title(),
        JSON.convertValue(json, AdaptScores.class),
        rest.alarmToLiveSeconds(),
        rest.points(),
        rest.moments(),
        rest.unjudged(),
        rest.seconds());
  }

  private static void withoutNan(ObjectNode json) {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getValue().isDouble() && Double.isNaN(field.getValue().asDouble())) {
        field.setValue(NullNode.getInstance());
      }
    }
  }

  private static void withNan(ObjectNode json) {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getValue().isNull()) {
        field.setValue(json.numberNode(Double.NaN));
      }
    }
  }
}
