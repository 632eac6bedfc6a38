package io.longshore.scorer.http;

import static io.longshore.scorer.http.Requests.pixels;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.Sha256;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.scorer.ScorerSettings;
import io.longshore.scorer.fixture.TinyEngine;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DoorOverHttpTest {
  private static final String ONE = pixels("[1,2,2,1]", "[1,2,3,4]");

  @Test
  void without_a_good_token_nothing_is_scored() {
    try (var browser = new Browser(TinyEngine.serving(), Browser.LIMITS, asking("tide"))) {
      assertThat(browser.infer(ONE).status()).isEqualTo(401);
      assertThat(infer(browser, "ebb").status()).isEqualTo(401);
      assertThat(infer(browser, "tide").status()).isEqualTo(200);
    }
  }

  @Test
  void whether_it_lives_is_asked_without_a_token() {
    try (var browser = new Browser(TinyEngine.serving(), Browser.LIMITS, asking("tide"))) {
      assertThat(browser.get("/v2/health/live").status()).isEqualTo(200);
    }
  }

  private static Browser.Seen infer(Browser browser, String token) {
    return Browser.join(
        browser.send(
            browser
                .to(Browser.INFER)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(ONE))
                .build()));
  }

  private static FrontDoor asking(String token) {
    String hash = HexFormat.of().formatHex(Sha256.digest().digest(token.getBytes(UTF_8)));
    Settings settings =
        Settings.load(
            Map.of(),
            Map.of("longshore.scorer.http.access.tokens", "robot:" + hash),
            Set.of(ScorerSettings.class));
    return FrontDoor.of(settings.of(ScorerSettings.class).http().access());
  }
}
