package io.longshore.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document, asked by tests. */
final class OpenApi {
  static final JsonNode DOCUMENT = read();

  private OpenApi() {}

  static List<String> paths() {
    var paths = new ArrayList<String>();
    DOCUMENT.path("paths").fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  /** Fails if the document has the operation but not this answer of it. */
  static void checkDescribed(String method, String path, int status) {
    for (String template : paths()) {
      JsonNode operation =
          DOCUMENT.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
      if (path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+")) && !operation.isMissingNode()) {
        assertThat(statuses(operation))
            .as("answers of %s %s in openapi.json", method, template)
            .contains(Integer.toString(status));
      }
    }
  }

  private static Set<String> statuses(JsonNode operation) {
    var statuses = new TreeSet<String>();
    operation.path("responses").fieldNames().forEachRemaining(statuses::add);
    return statuses;
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
