package io.longshore.bench.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.bench.continual.ContinualRow;
import io.longshore.bench.continual.ContinualSettings;
import io.longshore.bench.continual.Measures;
import java.util.List;
import java.util.Map;

/** A row as one JSON object, flat but for the lists; what is not known is null. */
final class ContinualRowJson {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
  private static final JsonNode UNKNOWN = DoubleNode.valueOf(Double.NaN);

  private ContinualRowJson() {}

  /** What a row has beside settings and measures. */
  private record Rest(String title, List<Integer> classesSeen, double seconds) {}

  static ObjectNode write(ContinualRow row) {
    ObjectNode json = JSON.valueToTree(row.settings());
    json.setAll(JSON.<ObjectNode>valueToTree(row.measures()));
    json.setAll(
        JSON.<ObjectNode>valueToTree(new Rest(row.title(), row.classesSeen(), row.seconds())));
    return replaced(json, UNKNOWN, NullNode.getInstance());
  }

  /**
   * @throws IllegalArgumentException naming the field that is missing
   */
  static ContinualRow read(JsonNode row) {
    JsonNode json = replaced(row.deepCopy(), NullNode.getInstance(), UNKNOWN);
    Rest rest = JSON.convertValue(json, Rest.class);
    return new ContinualRow(
        JSON.convertValue(json, ContinualSettings.class),
        rest.title(),
        JSON.convertValue(json, Measures.class),
        rest.classesSeen(),
        rest.seconds());
  }

  private static ObjectNode replaced(ObjectNode json, JsonNode each, JsonNode by) {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getValue().equals(each)) {
        field.setValue(by);
      }
    }
    return json;
  }
}
