package io.longshore.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;

/** JSON as an answer. */
final class Reply {
  static final String JSON_TYPE = "application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Reply() {}

  static ObjectNode error(int status, String error) {
    return JsonNodeFactory.instance.objectNode().put("status", status).put("error", error);
  }

  static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  static void write(Context context, int status, JsonNode json) {
    context.status(status).contentType(JSON_TYPE).result(bytes(json));
  }
}
