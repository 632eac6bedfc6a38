package io.longshore.schemas;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;

/** The headers of a record as text, each checked when it is read. */
record Headers(SchemaId schema, Encoded encoded) {

  Optional<String> optional(String name) {
    return encoded.header(name).map(bytes -> StrictText.of(bytes, schema + ": header " + name));
  }

  String required(String name) {
    return optional(name).orElseThrow(() -> schema.malformed("header " + name + " is missing"));
  }

  /** A required header read by a function that throws IllegalArgumentException. */
  <T> T required(String name, Function<String, T> read) {
    String text = required(name);
    try {
      return read.apply(text);
    } catch (IllegalArgumentException e) {
      throw schema.malformed("header " + name + ": ", e);
    }
  }

  /** A required header that holds an RFC 3339 time. */
  Instant time(String name) {
    return required(name, Headers::rfc3339);
  }

  private static Instant rfc3339(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an RFC 3339 time such as 2026-11-22T08:30:00Z", e);
    }
  }
}
