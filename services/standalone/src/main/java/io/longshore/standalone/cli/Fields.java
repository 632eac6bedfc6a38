package io.longshore.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One object of a JSON document. What is not known is there and null, so that a document of a kind
 * always has the same fields; times are ISO 8601 in UTC, fractions are numbers in [0, 1].
 */
final class Fields {
  /** Nothing that strangers named reaches a terminal raw: all but ASCII is escaped. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  Fields put(String name, String value) {
    node.put(name, value);
    return this;
  }

  Fields put(String name, Optional<String> value) {
    node.put(name, value.orElse(null));
    return this;
  }

  Fields put(String name, Instant value) {
    return put(name, value.toString());
  }

  Fields put(String name, long value) {
    node.put(name, value);
    return this;
  }

  /** A number; null if it is none, since JSON has no word for that. */
  Fields put(String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
    return this;
  }

  Fields put(String name, OptionalDouble value) {
    return put(name, value.orElse(Double.NaN));
  }

  /** Yes or no. */
  Fields flag(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  Fields put(String name, OptionalLong value) {
    if (value.isPresent()) {
      node.put(name, value.getAsLong());
    } else {
      node.putNull(name);
    }
    return this;
  }

  Fields object(String name, Optional<Fields> value) {
    node.set(name, value.map(fields -> fields.node).orElse(null));
    return this;
  }

  Fields list(String name, List<Fields> values) {
    node.set(name, array(values));
    return this;
  }

  Fields texts(String name, List<String> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(array::add);
    return this;
  }

  Fields texts(String name, Map<String, String> values) {
    ObjectNode object = node.putObject(name);
    values.forEach(object::put);
    return this;
  }

  /** The document. */
  String json() {
    return written(node);
  }

  /** A document that is a list. */
  static String json(List<Fields> values) {
    return written(array(values));
  }

  /** A document of records that say themselves what they are. */
  static String jsonOf(Object value) {
    return written(value);
  }

  private static ArrayNode array(List<Fields> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> array.add(value.node));
    return array;
  }

  private static String written(Object value) {
    try {
      // The one control that JSON lets pass.
      return MAPPER.writeValueAsString(value).replace("\u007f", "\\u007f") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers can be written", e);
    }
  }
}
