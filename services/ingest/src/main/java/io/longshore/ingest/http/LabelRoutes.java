package io.longshore.ingest.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.LabelPipeline;
import io.longshore.ingest.Outcome;
import io.longshore.ingest.SubmittedLabel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Labels that come after their images: one JSON object, or an array of them. */
final class LabelRoutes {
  private static final Set<String> NAMES = Set.of("receipt", "label", "time");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final LabelPipeline pipeline;

  LabelRoutes(LabelPipeline pipeline) {
    this.pipeline = pipeline;
  }

  CompletableFuture<Answer> labels(Context context, byte[] body) {
    String source = "POST " + context.path() + " from " + context.ip();
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return completedFuture(
          malformed(body, "the body is no JSON: " + e.getOriginalMessage(), source));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // reading from memory
    }
    if (json.isObject()) {
      return submitted(json, body, source).thenApply(Answer::of);
    }
    if (!json.isArray()) {
      return completedFuture(
          malformed(body, "the body must be a JSON object or an array of them", source));
    }
    List<CompletableFuture<Outcome>> outcomes =
        json.valueStream()
            .map(item -> submitted(item, item.toString().getBytes(StandardCharsets.UTF_8), source))
            .toList();
    return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
        .thenApply(done -> Answer.ofAll(outcomes.stream().map(CompletableFuture::join).toList()));
  }

  private CompletableFuture<Outcome> submitted(JsonNode item, byte[] payload, String source) {
    SubmittedLabel label;
    try {
      label = label(item, payload, source);
    } catch (IllegalArgumentException e) {
      return completedFuture(
          pipeline.refuse(
              payload, RejectReason.INVALID_METADATA, String.valueOf(e.getMessage()), source));
    }
    return pipeline.submit(label);
  }

  private static SubmittedLabel label(JsonNode item, byte[] payload, String source) {
    for (Map.Entry<String, JsonNode> field : item.properties()) {
      if (!NAMES.contains(field.getKey()) || !field.getValue().isTextual()) {
        throw new IllegalArgumentException(
            "a label has the texts receipt, label and, if wanted, time; not '%s'"
                .formatted(field.getKey()));
      }
    }
    String time = text(item, "time");
    String receipt = text(item, "receipt");
    String className = text(item, "label");
    if (receipt == null || className == null) {
      throw new IllegalArgumentException(
          "a label is a JSON object with the texts receipt and label");
    }
    return new SubmittedLabel(
        receipt, className, time == null ? null : ImageFields.time(time), source, payload);
  }

  private static @Nullable String text(JsonNode item, String name) {
    return item.path(name).textValue();
  }

  private Answer malformed(byte[] body, String message, String source) {
    return Answer.of(pipeline.refuse(body, RejectReason.MALFORMED_RECORD, message, source));
  }
}
