package io.longshore.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.IngestFixture;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every answer that any other test sees is checked against the document by {@link Browser}. */
final class OpenApiTest {

  @Test
  void the_document_is_served() {
    try (var browser = new Browser(IngestFixture.roomy())) {
      Browser.Seen seen = Browser.join(browser.send(browser.to("/openapi.json").GET().build()));

      assertThat(seen.json()).isEqualTo(OpenApi.DOCUMENT);
      assertThat(seen.json().path("openapi").asText()).startsWith("3.1");
    }
  }

  @Test
  void every_path_of_the_document_is_there() {
    try (var browser = new Browser(IngestFixture.roomy())) {
      var paths = new ArrayList<String>();
      OpenApi.DOCUMENT.path("paths").fieldNames().forEachRemaining(paths::add);

      List<Integer> statuses =
          paths.stream()
              .map(path -> browser.to(path).method("DELETE", noBody()).build())
              .map(request -> Browser.join(browser.send(request)).status())
              .toList();

      assertThat(paths)
          .containsExactlyInAnyOrder("/images", "/images/batch", "/labels", "/openapi.json");
      assertThat(statuses).containsOnly(405);
    }
  }

  @Test
  void every_reason_for_which_an_image_or_a_label_is_refused_has_its_status() {
    List<Integer> statuses =
        List.of(RejectReason.values()).stream().map(Answer::status).distinct().toList();

    assertThat(statuses)
        .allSatisfy(
            status ->
                assertThat(OpenApi.statuses("POST", "/images")).contains(Integer.toString(status)));
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

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }
}
