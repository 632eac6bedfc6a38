package io.longshore.scorer.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A status, headers and a body. */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
record Reply(int status, String type, Map<String, String> headers, byte[] bytes) {
  static final int OK = 200;
  static final String JSON_TYPE = "application/json";
  static final String BINARY_TYPE = "application/octet-stream";

  private static final String RETRY_AFTER_SECONDS = "1";

  static Reply json(int status, JsonNode body) {
    return json(status, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Reply json(int status, byte[] body) {
    Map<String, String> headers =
        status == HttpProblem.UNAVAILABLE ? Map.of("Retry-After", RETRY_AFTER_SECONDS) : Map.of();
    return new Reply(status, JSON_TYPE, headers, body);
  }

  /** The one form of every error in the protocol. */
  static Reply error(int status, String message) {
    return json(status, JsonNodeFactory.instance.objectNode().put("error", message));
  }

  void writeTo(Context context) {
    headers.forEach(context::header);
    context.status(status).contentType(type).result(bytes);
  }
}
