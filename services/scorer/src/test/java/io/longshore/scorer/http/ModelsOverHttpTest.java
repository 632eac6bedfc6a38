package io.longshore.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelVersion;
import io.longshore.scorer.fixture.TinyEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ModelsOverHttpTest {
  private static final String MODEL = "/v2/models/default";

  private final Browser browser = new Browser(TinyEngine.empty());

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void the_server_says_who_it_is_and_which_extensions_it_has() {
    Browser.Seen seen = browser.get("/v2");

    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.json().path("name").asText()).isEqualTo("longshore");
    assertThat(seen.json().path("version").asText()).isNotBlank();
    assertThat(seen.json().path("extensions").toString())
        .isEqualTo("[\"binary_tensor_data\",\"classification\"]");
  }

  @Test
  void without_a_model_it_lives_and_is_not_ready() {
    assertThat(browser.get("/v2/health/live").status()).isEqualTo(200);
    assertThat(browser.get("/v2/health/live").json().path("live").asBoolean()).isTrue();
    assertNotReady(browser.get("/v2/health/ready"));
    assertNotReady(browser.get(MODEL + "/ready"));
    assertNotReady(browser.get(MODEL + "/versions/0123456789/ready"));
  }

  private static void assertNotReady(Browser.Seen seen) {
    assertThat(seen.status()).isEqualTo(503);
    assertThat(seen.json().path("ready").isBoolean()).isTrue();
    assertThat(seen.json().path("ready").asBoolean()).isFalse();
    assertThat(seen.response().headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void without_a_model_there_is_nothing_to_tell_or_to_ask() {
    assertThat(browser.get(MODEL).status()).isEqualTo(503);
    assertThat(browser.get(MODEL).error())
        .isEqualTo("no model of 'default' is live yet; ask again in a while");
    assertThat(browser.infer("{}").status()).isEqualTo(503);
  }

  @Test
  void with_a_model_all_of_it_is_ready() {
    ModelVersion version = browser.engine.serve(1).version();

    assertThat(browser.get("/v2/health/ready").status()).isEqualTo(200);
    assertThat(browser.get("/v2/health/ready").json().path("ready").asBoolean()).isTrue();
    assertThat(browser.get(MODEL + "/ready").json().toString())
        .isEqualTo("{\"name\":\"default\",\"ready\":true}");
    assertThat(browser.get(MODEL + "/versions/" + version.value() + "/ready").status())
        .isEqualTo(200);
    assertThat(browser.get(MODEL + "/versions/" + version.brief() + "/ready").status())
        .isEqualTo(200);
  }

  @Test
  void the_metadata_say_what_the_model_takes_and_gives() {
    ModelVersion version = browser.engine.serve(1).version();

    Browser.Seen seen = browser.get(MODEL);

    assertThat(seen.json().toString())
        .isEqualTo(
            ("{'name':'default','versions':['%s'],'platform':'longshore_onnx',"
                    + "'inputs':[{'name':'image','datatype':'UINT8','shape':[-1,2,2,1]}],"
                    + "'outputs':[{'name':'logits','datatype':'FP32','shape':[-1,3]},"
                    + "{'name':'probabilities','datatype':'FP32','shape':[-1,3]},"
                    + "{'name':'class','datatype':'BYTES','shape':[-1]}]}")
                .replace('\'', '"')
                .formatted(version.value()));
    assertThat(browser.get(MODEL + "/versions/" + version.brief()).json()).isEqualTo(seen.json());
  }

  @Test
  void another_name_is_refused_by_name() {
    browser.engine.serve(1);

    for (String path : new String[] {"/v2/models/cats", "/v2/models/cats/ready"}) {
      assertThat(browser.get(path).status()).isEqualTo(404);
      assertThat(browser.get(path).error())
          .isEqualTo("model 'cats' is unknown; this scorer has 'default'");
    }
  }

  @Test
  void a_version_that_is_not_live_is_refused_by_name() {
    ModelVersion before = browser.engine.serve(1).version();
    ModelVersion now = browser.engine.serve(2).version();

    Browser.Seen seen = browser.get(MODEL + "/versions/" + before.brief() + "/ready");

    assertThat(seen.status()).isEqualTo(404);
    assertThat(seen.error())
        .isEqualTo(
            "version '%s' of model 'default' is not live; version %s is"
                .formatted(before.brief(), now.brief()));
    assertThat(browser.get(MODEL + "/versions/" + now.brief().substring(0, 9)).status())
        .isEqualTo(404);
  }

  @Test
  void a_path_that_is_none_is_answered_in_the_form_of_all_errors() {
    assertThat(browser.get("/v2/repository/index").status()).isEqualTo(404);
    assertThat(browser.get("/v2/repository/index").error()).isNotBlank();
    assertThat(browser.get(Browser.INFER).status()).isEqualTo(405);
    assertThat(browser.get(Browser.INFER).error()).isNotBlank();
  }
}
