package io.longshore.console.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.domain.model.ModelVersion;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a page asks for.
 *
 * @param version of promotion and rollback
 * @param planEpoch of the plan that the person saw
 */
record RequestBody(Kind kind, Optional<ModelVersion> version, String reason, long planEpoch) {
  private static final int REASON = 500;
  private static final Set<String> FIELDS = Set.of("kind", "version", "reason", "planEpoch");
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(4)
                          .maxStringLength(4_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** What can be asked for. */
  enum Kind {
    PROMOTE,
    ROLL_BACK,
    PAUSE,
    RESUME;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean namesVersion() {
      return this == PROMOTE || this == ROLL_BACK;
    }

    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return kind;
        }
      }
      throw bad("'kind' must be promote, roll-back, pause or resume");
    }
  }

  /**
   * Reads a body.
   *
   * @throws HttpProblem 400 naming what is wrong
   */
  static RequestBody read(byte[] bytes) {
    JsonNode json;
    try {
      json = MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw bad("the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw bad("the body is not JSON");
    }
    if (json == null || !json.isObject()) {
      throw bad("the body must be a JSON object");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      if (!FIELDS.contains(names.next())) {
        throw bad("a request has the fields kind, version, reason and planEpoch and no other");
      }
    }
    Kind kind = Kind.of(text(json, "kind"));
    String reason = text(json, "reason").strip();
    if (reason.isEmpty()
        || reason.length() > REASON
        || reason.chars().anyMatch(Character::isISOControl)) {
      throw bad("'reason' must say why, in 1 to %d characters on one line".formatted(REASON));
    }
    if (!json.path("planEpoch").isIntegralNumber() || !json.path("planEpoch").canConvertToLong()) {
      throw bad("'planEpoch' must be the epoch of the plan you saw");
    }
    return new RequestBody(kind, version(json, kind), reason, json.path("planEpoch").asLong());
  }

  private static Optional<ModelVersion> version(JsonNode json, Kind kind) {
    boolean given = json.hasNonNull("version");
    if (given != kind.namesVersion()) {
      throw bad(
          kind.namesVersion()
              ? "'version' must name a model"
              : "'version' does not belong to " + kind.word());
    }
    if (!given) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ModelVersion(text(json, "version")));
    } catch (IllegalArgumentException e) {
      throw bad("'version' must be 64 hexadecimal digits");
    }
  }

  private static String text(JsonNode json, String field) {
    if (!json.path(field).isTextual()) {
      throw bad("'" + field + "' must be a text");
    }
    return json.path(field).textValue();
  }

  private static HttpProblem bad(String words) {
    return new HttpProblem(400, words);
  }
}
