package io.longshore.ingest.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.Sha256;
import io.longshore.ingest.IngestFixture;
import io.longshore.ingest.IngestSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.http.AccessSettings;
import io.longshore.runtime.http.FrontDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who comes in to ingest, and who is shown the door. */
@Timeout(60)
class DoorOverHttpTest {
  private final IngestFixture ingest = IngestFixture.roomy();

  @Test
  void without_a_good_token_nothing_is_taken() {
    try (var browser = browser(Map.of("tokens", hashed("tide")))) {
      var none = browser.post("/images", "image/png", IngestFixture.png());
      var wrong =
          browser.post("/images", "image/png", IngestFixture.png(), "Authorization", "Bearer ebb");

      assertThat(none.status()).isEqualTo(401);
      assertThat(none.error()).isEqualTo("UNAUTHORIZED");
      assertThat(none.response().headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(ingest.inFlight.bytes()).isZero();
    }
  }

  @Test
  void with_a_good_token_an_image_is_taken() {
    try (var browser = browser(Map.of("tokens", hashed("tide")))) {
      var seen =
          browser.post("/images", "image/png", IngestFixture.png(), "Authorization", "Bearer tide");

      assertThat(seen.status()).isEqualTo(202);
    }
  }

  @Test
  void the_request_after_the_burst_is_429_with_a_time_to_come_back() {
    try (var browser = browser(Map.of("requests-per-second", "1", "burst", "2"))) {
      browser.post("/images", "image/png", IngestFixture.png());
      browser.post("/images", "image/png", IngestFixture.png());

      var seen = browser.post("/images", "image/png", IngestFixture.png());

      assertThat(seen.status()).isEqualTo(429);
      assertThat(seen.response().headers().firstValueAsLong("Retry-After")).hasValue(1);
      assertThat(
              ingest
                  .meters
                  .get("longshore.ingest.http.responses")
                  .tag("status", "429")
                  .counter()
                  .count())
          .isOne();
    }
  }

  @Test
  void the_same_idempotency_key_is_the_same_image() {
    try (var browser = browser(Map.of())) {
      var first =
          browser.post(
              "/images", "image/png", IngestFixture.png(), "Idempotency-Key", "\"reef-1\"");
      var again =
          browser.post("/images", "image/png", IngestFixture.png(), "Idempotency-Key", "reef-1");

      assertThat(first.json().path("id").asText()).isEqualTo("reef-1");
      assertThat(again.json().path("id").asText()).isEqualTo("reef-1");
    }
  }

  @Test
  void headers_that_drip_are_cut_off() throws Exception {
    try (var browser = browser(Map.of());
        var slow = new Socket(InetAddress.getLoopbackAddress(), browser.endpoint.port())) {
      drip(slow, "POST /images HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

      assertThat(ingest.log.images()).isEmpty();
    }
  }

  @Test
  void a_body_that_drips_is_cut_off() throws Exception {
    try (var browser = browser(Map.of());
        var slow = new Socket(InetAddress.getLoopbackAddress(), browser.endpoint.port())) {
      drip(
          slow,
          "POST /images HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: 60000\r\n\r\n");

      assertThat(ingest.inFlight.bytes()).isZero();
    }
  }

  @Test
  void a_connection_that_says_nothing_is_closed() throws Exception {
    try (var browser = browser(Map.of());
        var silent = new Socket(InetAddress.getLoopbackAddress(), browser.endpoint.port())) {
      silent.setSoTimeout(30_000);

      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  /**
   * Sends a byte a second after the beginning, until there is an answer or no connection: for ever,
   * if nobody cuts it off.
   */
  private static void drip(Socket socket, String beginning)
      throws IOException, InterruptedException {
    var out = socket.getOutputStream();
    out.write(beginning.getBytes(US_ASCII));
    try {
      while (socket.getInputStream().available() == 0) {
        Thread.sleep(1000);
        out.write(new byte[] {'a'});
        out.flush();
      }
    } catch (SocketException e) {
      // the connection is gone, as it should be
    }
  }

  private Browser browser(Map<String, String> access) {
    return new Browser(ingest, Browser.LIMITS, FrontDoor.of(settings(access)), Clock.systemUTC());
  }

  private static AccessSettings settings(Map<String, String> access) {
    var settings = new HashMap<String, String>();
    access.forEach((key, value) -> settings.put("longshore.ingest.http.access." + key, value));
    return Settings.load(Map.of(), settings, Set.of(IngestSettings.class))
        .of(IngestSettings.class)
        .http()
        .access();
  }

  private static String hashed(String token) {
    return "camera:"
        + HexFormat.of().formatHex(Sha256.digest().digest(token.getBytes(StandardCharsets.UTF_8)));
  }
}
