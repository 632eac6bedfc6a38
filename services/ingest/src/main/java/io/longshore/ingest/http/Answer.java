package io.longshore.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A status and a JSON body; the one place that says which outcome is which status. */
record Answer(int status, JsonNode body) {
  static final int ACCEPTED = 202;
  static final int MULTI_STATUS = 207;
  static final int UNAVAILABLE = 503;

  private static final String JSON_TYPE = "application/json";
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static Answer error(int status, String error, @Nullable String message) {
    return new Answer(
        status, JSON.objectNode().put("error", error).put("message", String.valueOf(message)));
  }

  static Answer of(Outcome outcome) {
    if (outcome instanceof Outcome.Acknowledged done) {
      ObjectNode body =
          JSON.objectNode().put("id", done.id().value()).put("receipt", done.receipt());
      if (!done.changes().isEmpty()) {
        ArrayNode changes = body.putArray("changes");
        done.changes().forEach(change -> changes.add(change.name()));
      }
      return new Answer(ACCEPTED, body);
    }
    if (outcome instanceof Outcome.Refused refused) {
      return error(status(refused.reason()), refused.reason().name(), refused.message());
    }
    if (outcome instanceof Outcome.Unacknowledged unknown) {
      ObjectNode body =
          JSON.objectNode().put("error", "UNACKNOWLEDGED").put("message", unknown.message());
      if (unknown.id() != null) {
        body.put("id", unknown.id().value());
      }
      return new Answer(UNAVAILABLE, body);
    }
    return error(UNAVAILABLE, "BUSY", ((Outcome.Busy) outcome).message());
  }

  /** 202 if every item was acknowledged, otherwise 207; each item says its own status. */
  static Answer ofAll(List<Outcome> outcomes) {
    ArrayNode items = JSON.arrayNode();
    boolean all = true;
    for (Outcome outcome : outcomes) {
      Answer answer = of(outcome);
      all &= answer.status == ACCEPTED;
      ObjectNode item = JSON.objectNode().put("status", answer.status);
      items.add(item.setAll((ObjectNode) answer.body));
    }
    return new Answer(all ? ACCEPTED : MULTI_STATUS, JSON.objectNode().set("items", items));
  }

  static int status(RejectReason reason) {
    return switch (reason) {
      case EMPTY, INVALID_METADATA, MALFORMED_RECORD -> 400;
      case TOO_LARGE -> 413;
      case UNSUPPORTED_FORMAT, WRONG_MEDIA_TYPE -> 415;
      default -> 422;
    };
  }

  void writeTo(Context context) {
    if (status == UNAVAILABLE
        || items().anyMatch(item -> item.path("status").asInt() == UNAVAILABLE)) {
      context.header("Retry-After", RETRY_AFTER_SECONDS);
    }
    context.status(status).contentType(JSON_TYPE).result(bytes());
  }

  byte[] bytes() {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Stream<JsonNode> items() {
    return body.path("items").valueStream();
  }
}
