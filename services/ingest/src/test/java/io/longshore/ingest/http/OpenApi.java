package io.longshore.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document, asked by tests. */
final class OpenApi {
  static final JsonNode DOCUMENT = read();

  private OpenApi() {}

  static JsonNode operation(String method, String path) {
    return DOCUMENT.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  static Set<String> statuses(String method, String path) {
    var statuses = new TreeSet<String>();
    operation(method, path).path("responses").fieldNames().forEachRemaining(statuses::add);
    return statuses;
  }

  /** Fails if the document has the operation but not this answer of it. */
  static void checkDescribed(String method, String path, int status) {
    if (!operation(method, path).isMissingNode()) {
      assertThat(statuses(method, path))
          .as("answers of %s %s in openapi.json", method, path)
          .contains(Integer.toString(status));
    }
  }

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(HttpEndpoint.class.getResourceAsStream("openapi.json"))) {
      return Browser.json(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
