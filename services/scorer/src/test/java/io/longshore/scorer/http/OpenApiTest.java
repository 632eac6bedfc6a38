package io.longshore.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.scorer.fixture.TinyEngine;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every answer that any other test sees is checked against the document by {@link Browser}. */
final class OpenApiTest {

  @Test
  void the_document_is_served() {
    try (var browser = new Browser(TinyEngine.empty())) {
      Browser.Seen seen = browser.get("/openapi.json");

      assertThat(seen.json()).isEqualTo(OpenApi.DOCUMENT);
      assertThat(seen.json().path("openapi").asText()).startsWith("3.1");
    }
  }

  @Test
  void every_path_of_the_document_is_there() {
    try (var browser = new Browser(TinyEngine.empty())) {
      List<Integer> statuses =
          OpenApi.paths().stream()
              .map(path -> path.replace("{name}", "default").replace("{version}", "1"))
              .map(path -> browser.to(path).method("DELETE", BodyPublishers.noBody()).build())
              .map(request -> Browser.join(browser.send(request)).status())
              .toList();

      assertThat(OpenApi.paths()).hasSize(10);
      assertThat(statuses).containsOnly(405);
    }
  }

  @Test
  void every_reference_leads_somewhere() {
    List<String> references = OpenApi.DOCUMENT.findValuesAsText("$ref");

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference -> {
              JsonNode target = OpenApi.DOCUMENT.at(reference.substring(1));
              assertThat(target.isMissingNode()).as(reference).isFalse();
            });
  }
}
