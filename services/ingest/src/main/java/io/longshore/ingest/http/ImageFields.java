package io.longshore.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.ClassName;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.Particulars;
import io.longshore.ingest.SubmittedImage;
import io.longshore.ingest.image.Submission;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an image, as named texts: from headers {@code Longshore-Label}, from the query
 * {@code ?label=}, or from a batch's metadata. {@code Idempotency-Key} is another name of the id,
 * which repeats are recognised by. A name that is none of these is refused, so that a typing error
 * does not lose a label.
 */
record ImageFields(Map<String, String> values) {
  private static final List<String> NAMES =
      List.of("id", "label", "unit", "source", "time", "split", "shape");
  private static final String HEADER = "longshore-";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String DEFAULT_SOURCE = "http";

  static ImageFields of(Context context) {
    var values = new HashMap<String, String>();
    String key = context.header(IDEMPOTENCY_KEY);
    if (key != null) {
      values.put("id", unquoted(ascii(IDEMPOTENCY_KEY, key.strip())));
    }
    context
        .headerMap()
        .forEach(
            (name, value) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.startsWith(HEADER)) {
                values.put(lower.substring(HEADER.length()), ascii(name, value));
              }
            });
    context.queryParamMap().forEach((name, all) -> values.put(name, single(name, all)));
    return new ImageFields(values);
  }

  static ImageFields of(JsonNode object) {
    if (!object.isObject()) {
      throw invalid("metadata of an image is a JSON object, not " + shortened(object.toString()));
    }
    var values = new HashMap<String, String>();
    object
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isTextual()) {
                throw invalid("'" + field.getKey() + "' must be a text");
              }
              values.put(field.getKey(), field.getValue().asText());
            });
    return new ImageFields(values);
  }

  /**
   * The image with what was said of it.
   *
   * @throws InvalidFieldsException naming the first field that cannot be
   */
  SubmittedImage of(byte[] bytes, @Nullable String mediaType) {
    values.keySet().stream()
        .filter(name -> !NAMES.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw invalid("'" + shortened(name) + "' is none of " + String.join(", ", NAMES));
            });
    ImageShape shape = read("shape", ImageShape::parse);
    return new SubmittedImage(new Submission(bytes, mediaType, shape), particulars());
  }

  private Particulars particulars() {
    String label = values.get("label");
    try {
      if (label != null) {
        ClassName.check(label);
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidFieldsException(RejectReason.INVALID_LABEL, e.getMessage());
    }
    ImageId id = read("id", ImageId::new);
    Instant time = read("time", ImageFields::time);
    Split split = read("split", ImageFields::split);
    try {
      return new Particulars(
          id,
          label,
          values.getOrDefault("source", DEFAULT_SOURCE),
          values.get("unit"),
          time,
          split == null ? Split.STREAM : split);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private <T> @Nullable T read(String name, Function<String, T> reading) {
    String text = values.get(name);
    try {
      return text == null ? null : reading.apply(text);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "time '" + shortened(text) + "' is not of the form 2026-01-31T12:00:00Z", e);
    }
  }

  private static Split split(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "stream" -> Split.STREAM;
      case "holdout" -> Split.HOLDOUT;
      default ->
          throw new IllegalArgumentException(
              "split '" + shortened(text) + "' is neither stream nor holdout");
    };
  }

  /** Headers have no agreed character set beyond ASCII; the query has. */
  private static String ascii(String name, String value) {
    if (value.chars().anyMatch(c -> c > 0x7e)) {
      throw invalid("header " + name + " is not plain ASCII; send it in the query, as UTF-8");
    }
    return value;
  }

  /** The draft of this header has its value in quotes; many send it without. */
  private static String unquoted(String value) {
    return value.length() > 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  private static String single(String name, List<String> all) {
    if (all.size() != 1) {
      throw invalid("'" + shortened(name) + "' is given " + all.size() + " times");
    }
    return all.get(0);
  }

  private static InvalidFieldsException invalid(@Nullable String message) {
    return new InvalidFieldsException(RejectReason.INVALID_METADATA, message);
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
