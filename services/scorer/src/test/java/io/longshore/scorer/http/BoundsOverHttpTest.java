package io.longshore.scorer.http;

import static io.longshore.scorer.http.Requests.pixels;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.admin.PortInUseException;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.scorer.fixture.TinyEngine;
import io.longshore.scorer.scoring.DecodingRoom;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class BoundsOverHttpTest {
  private static final String ONE = pixels("[1,2,2,1]", "[1,2,3,4]");

  @Test
  void a_body_over_the_limit_is_refused_whether_or_not_it_says_so() {
    byte[] large = new byte[Browser.LIMITS.bodyBytes() + 1];
    try (var browser = new Browser(TinyEngine.serving())) {
      Browser.Seen declared =
          Browser.join(
              browser.send(
                  browser.to(Browser.INFER).POST(BodyPublishers.ofByteArray(large)).build()));
      Browser.Seen chunked =
          Browser.join(
              browser.send(
                  browser
                      .to(Browser.INFER)
                      .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                      .build()));

      assertThat(declared.status()).isEqualTo(413);
      assertThat(chunked.status()).isEqualTo(413);
      assertThat(declared.error())
          .isEqualTo("the body is larger than 8192 bytes; send less in a request");
    }
  }

  @Test
  void a_chunked_body_within_the_limit_is_scored() {
    try (var browser = new Browser(TinyEngine.serving())) {
      Browser.Seen seen =
          Browser.join(
              browser.send(
                  browser
                      .to(Browser.INFER)
                      .POST(
                          BodyPublishers.ofInputStream(
                              () -> new ByteArrayInputStream(ONE.getBytes(ISO_8859_1))))
                      .build()));

      assertThat(seen.status()).isEqualTo(200);
    }
  }

  @Test
  void a_busy_engine_is_503_with_a_time_to_come_back() {
    try (var browser = new Browser(TinyEngine.serving())) {
      browser.engine.beBusy();

      Browser.Seen seen = browser.infer(ONE);

      assertThat(seen.status()).isEqualTo(503);
      assertThat(seen.error()).isEqualTo("64 requests wait already");
      assertThat(seen.response().headers().firstValue("Retry-After")).contains("1");
    }
  }

  @Test
  void no_more_is_held_than_there_is_room_for_and_the_room_comes_back()
      throws InterruptedException {
    int most = Browser.LIMITS.underWayBytes() / (2 * ONE.length());
    try (var browser = new Browser(TinyEngine.serving())) {
      browser.engine.hold();
      var waiting = new ArrayList<CompletableFuture<Browser.Seen>>();
      for (int i = 0; i < most; i++) {
        waiting.add(browser.inferLater(ONE));
      }
      while (browser.engine.waiting() < most) {
        Thread.sleep(1);
      }

      Browser.Seen refused = browser.infer(ONE);
      browser.engine.release();

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.error()).startsWith("too much is waiting to be scored here");
      assertThat(waiting).allSatisfy(seen -> assertThat(seen.join().status()).isEqualTo(200));
      assertThat(browser.infer(ONE).status()).isEqualTo(200);
    }
  }

  @Test
  void room_is_given_back_by_requests_that_are_refused() {
    try (var browser = new Browser(TinyEngine.serving())) {
      for (int i = 0; i < 2 * Browser.LIMITS.underWayBytes() / Browser.LIMITS.bodyBytes(); i++) {
        String broken = "x".repeat(Browser.LIMITS.bodyBytes());

        assertThat(browser.infer(broken).status()).isEqualTo(400);
      }
    }
  }

  @Test
  void an_engine_that_does_not_answer_is_not_waited_for_without_end() {
    try (var browser = new Browser(TinyEngine.serving(), impatient())) {
      browser.engine.hold();

      Browser.Seen seen = browser.infer(ONE);

      assertThat(seen.status()).isEqualTo(503);
      assertThat(seen.error()).startsWith("the model did not answer in time");
    }
  }

  @Test
  void a_client_that_promises_more_than_it_sends_is_cut_off() throws IOException {
    try (var browser = new Browser(TinyEngine.serving(), impatient());
        var socket = new Socket(InetAddress.getLoopbackAddress(), browser.endpoint.port())) {
      socket.setSoTimeout(30_000); // no interrupt ends a read
      socket
          .getOutputStream()
          .write(
              ("POST " + Browser.INFER + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
                  .getBytes(ISO_8859_1));

      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

      assertThat(answer).startsWith("HTTP/1.1 408").contains("the body did not arrive whole");
    }
  }

  @Test
  void a_compressed_body_is_refused() {
    try (var browser = new Browser(TinyEngine.serving())) {
      Browser.Seen seen =
          Browser.join(
              browser.send(
                  browser
                      .to(Browser.INFER)
                      .header("Content-Encoding", "gzip")
                      .POST(BodyPublishers.ofString(ONE))
                      .build()));

      assertThat(seen.status()).isEqualTo(415);
      assertThat(seen.error()).startsWith("Content-Encoding gzip is not understood");
    }
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var engine = TinyEngine.empty()) {
      assertThatThrownBy(() -> open(engine, taken.getLocalPort()).close())
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining("longshore.scorer.http.port");
    }
  }

  @Test
  void room_too_small_for_one_body_is_refused() {
    assertThatThrownBy(
            () -> new HttpLimits(100, 199, 1, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO, 1))
        .hasMessageContaining("raise the room or lower the limit");
  }

  private static HttpEndpoint open(TinyEngine engine, int port) {
    return new HttpEndpoint(
        "127.0.0.1",
        port,
        FrontDoor.open(),
        Browser.LIMITS,
        "default",
        engine,
        new DecodingRoom(1 << 24),
        new SimpleMeterRegistry(),
        Clock.systemUTC());
  }

  private static HttpLimits impatient() {
    var moment = Duration.ofMillis(300);
    return new HttpLimits(8 * 1024, 64 * 1024, 6, 10_000, moment, moment, moment, 8);
  }
}
