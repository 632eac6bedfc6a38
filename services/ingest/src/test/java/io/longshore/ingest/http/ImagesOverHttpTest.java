package io.longshore.ingest.http;

import static io.longshore.ingest.IngestFixture.jpeg;
import static io.longshore.ingest.IngestFixture.pixels;
import static io.longshore.ingest.IngestFixture.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.IngestFixture;
import io.longshore.runtime.admin.PortInUseException;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.runtime.trace.Tracing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ImagesOverHttpTest {
  private final IngestFixture ingest = IngestFixture.roomy();
  private final Browser browser = new Browser(ingest);

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void an_image_is_accepted_with_its_id_and_a_receipt() {
    Browser.Seen seen = browser.post("/images", "image/png", png());

    assertThat(seen.status()).isEqualTo(202);
    assertThat(seen.json().path("id").asText()).isEqualTo("new-1");
    assertThat(ingest.seal.open(seen.json().path("receipt").asText()).image())
        .isEqualTo(new ImageId("new-1"));
    assertThat(ingest.log.images().get(0).image().bytes()).isEqualTo(png());
  }

  @Test
  void headers_say_all_there_is_to_say_of_an_image() {
    browser.post(
        "/images",
        Browser.PIXELS,
        pixels(),
        "Longshore-Shape",
        "2x3x1",
        "Longshore-Id",
        "crab-1",
        "Longshore-Label",
        "crab",
        "Longshore-Unit",
        "dive-3",
        "Longshore-Source",
        "camera-7",
        "Longshore-Time",
        "2026-02-28T08:00:00Z",
        "Longshore-Split",
        "holdout");

    StreamImage image = ingest.log.images().get(0);
    assertThat(image.id()).isEqualTo(new ImageId("crab-1"));
    assertThat(image.image().format()).isEqualTo(ImageFormat.PIXELS);
    assertThat(image.origin().source()).isEqualTo("camera-7");
    assertThat(image.origin().unit()).isEqualTo("dive-3");
    assertThat(image.origin().takenAt()).isEqualTo(Instant.parse("2026-02-28T08:00:00Z"));
    assertThat(image.origin().split()).isEqualTo(Split.HOLDOUT);
    assertThat(ingest.log.labels()).extracting(Label::className).containsExactly("crab");
  }

  @Test
  void the_query_carries_text_that_is_not_ascii() {
    Browser.Seen seen = browser.post("/images?label=Kr%C3%A4he&id=k-1", "image/jpeg", jpeg());

    assertThat(seen.status()).isEqualTo(202);
    assertThat(ingest.log.labels()).extracting(Label::className).containsExactly("Krähe");
  }

  @Test
  void there_is_no_answer_before_the_broker_has_the_image() throws InterruptedException {
    ingest.log.withholdAcknowledgements();
    CompletableFuture<Browser.Seen> answer = browser.postLater("/images", "image/png", png());
    while (ingest.log.images().isEmpty()) {
      Thread.sleep(1);
    }
    boolean early = answer.isDone();

    ingest.log.acknowledge();

    assertThat(early).isFalse();
    assertThat(answer.join().status()).isEqualTo(202);
  }

  @Test
  void an_image_that_comes_as_ingest_stops_is_not_taken_and_may_come_again() {
    ingest.inFlight.close();

    Browser.Seen seen = browser.post("/images", "image/png", png());

    assertThat(seen.status()).isEqualTo(503);
    assertThat(seen.error()).isEqualTo("BUSY");
    assertThat(seen.json().path("message").asText()).contains("ingest is stopping");
    assertThat(seen.response().headers().firstValue("Retry-After")).hasValue("1");
    assertThat(ingest.log.images()).isEmpty();
  }

  @Test
  void too_much_in_flight_is_503_with_a_time_to_come_back() throws InterruptedException {
    var tight = new IngestFixture(10);
    tight.log.withholdAcknowledgements();
    try (var other = new Browser(tight)) {
      var first = other.postLater("/images", Browser.PIXELS, pixels(), "Longshore-Shape", "2x3x1");
      while (tight.log.images().isEmpty()) {
        Thread.sleep(1);
      }

      Browser.Seen second =
          other.post("/images", Browser.PIXELS, pixels(), "Longshore-Shape", "2x3x1");

      assertThat(second.status()).isEqualTo(503);
      assertThat(second.error()).isEqualTo("BUSY");
      assertThat(second.json().path("message").asText()).contains("under way to the broker");
      assertThat(second.response().headers().firstValue("Retry-After")).contains("1");
      tight.log.acknowledge();
      assertThat(first.join().status()).isEqualTo(202);
      assertThat(tight.log.images()).hasSize(1);
    }
  }

  @Test
  void a_broker_that_is_away_is_503_with_the_id_to_send_again() {
    ingest.log.goAway();

    Browser.Seen seen = browser.post("/images", "image/png", png());

    assertThat(seen.status()).isEqualTo(503);
    assertThat(seen.error()).isEqualTo("UNACKNOWLEDGED");
    assertThat(seen.json().path("id").asText()).isEqualTo("new-1");
    assertThat(seen.response().headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void a_truncated_image_is_422_and_kept_whole() {
    byte[] cut = Arrays.copyOf(jpeg(), jpeg().length - 40);

    Browser.Seen seen = browser.post("/images", "image/jpeg", cut);

    assertThat(seen.status()).isEqualTo(422);
    assertThat(seen.error()).isEqualTo("BROKEN_IMAGE");
    assertThat(ingest.log.rejects()).extracting(Reject::payload).containsExactly(cut);
  }

  @Test
  void an_empty_body_is_400() {
    Browser.Seen seen = browser.post("/images", "image/png", new byte[0]);

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error()).isEqualTo("EMPTY");
    assertThat(ingest.log.rejects()).extracting(Reject::reason).containsExactly(RejectReason.EMPTY);
  }

  @Test
  void a_media_type_that_the_bytes_deny_is_415() {
    Browser.Seen seen = browser.post("/images", "image/jpeg", png());

    assertThat(seen.status()).isEqualTo(415);
    assertThat(seen.error()).isEqualTo("WRONG_MEDIA_TYPE");
    assertThat(ingest.log.rejects()).extracting(Reject::payload).containsExactly(png());
  }

  @Test
  void a_format_that_is_not_taken_is_415() {
    byte[] gif = "GIF89a......".getBytes(StandardCharsets.US_ASCII);

    Browser.Seen seen = browser.post("/images", "application/octet-stream", gif);

    assertThat(seen.status()).isEqualTo(415);
    assertThat(seen.error()).isEqualTo("UNSUPPORTED_FORMAT");
  }

  @Test
  void raw_pixels_of_another_number_are_422() {
    Browser.Seen seen =
        browser.post("/images", Browser.PIXELS, pixels(), "Longshore-Shape", "3x3x1");

    assertThat(seen.status()).isEqualTo(422);
    assertThat(seen.error()).isEqualTo("WRONG_PIXEL_COUNT");
  }

  @Test
  void metadata_that_cannot_be_is_400_by_name_and_the_image_is_kept() {
    List<String[]> wrong =
        List.of(
            new String[] {"Longshore-Time", "yesterday"},
            new String[] {"Longshore-Split", "test"},
            new String[] {"Longshore-Id", "has a blank"},
            new String[] {"Longshore-Shape", "2 by 3"},
            new String[] {"Longshore-Lable", "crab"});

    List<Browser.Seen> seen =
        wrong.stream().map(header -> browser.post("/images", "image/png", png(), header)).toList();

    assertThat(seen).extracting(Browser.Seen::status).containsOnly(400);
    assertThat(seen).extracting(Browser.Seen::error).containsOnly("INVALID_METADATA");
    assertThat(seen.get(4).json().path("message").asText()).contains("lable").contains("label");
    assertThat(ingest.log.rejects()).hasSize(5).allMatch(r -> Arrays.equals(r.payload(), png()));
    assertThat(ingest.log.images()).isEmpty();
  }

  @Test
  void a_query_that_cannot_be_read_is_400() {
    Browser.Seen twice = browser.post("/images?label=a&label=b", "image/png", png());

    assertThat(twice.status()).isEqualTo(400);
    assertThat(twice.error()).isEqualTo("INVALID_METADATA");
  }

  @Test
  void a_class_name_that_cannot_be_is_422() {
    Browser.Seen seen = browser.post("/images?label=%20", "image/png", png());

    assertThat(seen.status()).isEqualTo(422);
    assertThat(seen.error()).isEqualTo("INVALID_LABEL");
  }

  @Test
  void a_body_that_says_it_is_too_large_is_413_before_any_of_it_is_sent() throws IOException {
    try (var client = connected(browser)) {
      client
          .getOutputStream()
          .write(
              """
              POST /images HTTP/1.1\r
              Host: x\r
              Content-Type: image/png\r
              Content-Length: 65537\r
              Expect: 100-continue\r
              \r
              """
                  .getBytes(StandardCharsets.US_ASCII));

      String answer = firstLine(client);

      assertThat(answer).contains(" 413 ");
      assertThat(ingest.inFlight.bytes()).isZero();
    }
  }

  @Test
  void a_client_that_sends_a_large_body_whole_is_told_413() {
    Browser.Seen seen = browser.post("/images", "image/png", new byte[5_000_000]);

    assertThat(seen.status()).isEqualTo(413);
    assertThat(seen.error()).isEqualTo("TOO_LARGE");
    assertThat(ingest.inFlight.bytes()).isZero();
  }

  @Test
  void a_body_of_unknown_length_is_413_once_it_is_too_large() {
    var body = new byte[5_000_000];

    Browser.Seen seen =
        Browser.join(
            browser.send(
                browser
                    .to("/images")
                    .header("Content-Type", "image/png")
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                    .build()));

    assertThat(seen.status()).isEqualTo(413);
    assertThat(seen.error()).isEqualTo("TOO_LARGE");
  }

  @Test
  void a_body_of_unknown_length_within_the_limit_is_read_whole() {
    Browser.Seen seen =
        Browser.join(
            browser.send(
                browser
                    .to("/images?shape=200x200x1")
                    .header("Content-Type", Browser.PIXELS)
                    .POST(
                        BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(new byte[40_000])))
                    .build()));

    assertThat(seen.status()).isEqualTo(202);
    assertThat(ingest.log.images().get(0).image().bytes()).hasSize(40_000);
  }

  @Test
  void a_client_that_falls_silent_is_408_and_gives_its_room_back() throws IOException {
    var impatient =
        new HttpLimits(
            64 * 1024, 128 * 1024, 8, 16 * 1024, Duration.ofMillis(200), Duration.ofSeconds(20), 8);
    try (var other = new Browser(ingest, impatient);
        var client = connected(other)) {
      client
          .getOutputStream()
          .write(
              "POST /images HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"
                  .getBytes(StandardCharsets.US_ASCII));

      String answer = firstLine(client);

      assertThat(answer).contains(" 408 ");
      assertThat(ingest.inFlight.bytes()).isZero();
    }
  }

  @Test
  void what_is_not_there_is_404_in_the_same_form() {
    Browser.Seen nowhere = browser.post("/image", "image/png", png());
    Browser.Seen wrongMethod = Browser.join(browser.send(browser.to("/images").GET().build()));

    assertThat(nowhere.status()).isEqualTo(404);
    assertThat(nowhere.error()).isEqualTo("NOT_FOUND");
    assertThat(wrongMethod.status()).isEqualTo(405);
    assertThat(wrongMethod.error()).isEqualTo("METHOD_NOT_ALLOWED");
  }

  @Test
  void a_port_in_use_is_told_with_the_setting_to_change() throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThatThrownBy(
              () ->
                  new HttpEndpoint(
                      "127.0.0.1",
                      taken.getLocalPort(),
                      FrontDoor.open(),
                      Browser.LIMITS,
                      ingest.images,
                      ingest.labels,
                      ingest.inFlight,
                      ingest.meters,
                      Tracing.OFF,
                      ingest.clock))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining("longshore.ingest.http.port");
    }
  }

  private static Socket connected(Browser browser) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), browser.endpoint.port());
    socket.setSoTimeout(30_000); // no interrupt ends a read
    return socket;
  }

  private static String firstLine(Socket client) throws IOException {
    var line = new StringBuilder();
    for (int c = client.getInputStream().read();
        c >= 0 && c != '\n';
        c = client.getInputStream().read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
