package io.longshore.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.Health;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminEndpointTest {
  private final Health health = new Health(reason -> {});
  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final AdminEndpoint endpoint =
      new AdminEndpoint("127.0.0.1", 0, Optional.empty(), registry, health);

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void metrics_are_in_the_text_that_prometheus_reads() throws Exception {
    Counter.builder("longshore.rejects").tag("reason", "empty").register(registry).increment();

    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body()).contains("longshore_rejects_total{reason=\"empty\"} 1.0");
  }

  @Test
  void a_process_that_starts_lives_but_is_not_ready() throws Exception {
    health.waiting("scorer", "no model yet");

    HttpResponse<String> live = get("/health/live");
    HttpResponse<String> ready = get("/health/ready");

    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).isEqualTo("scorer: waiting, no model yet\n");
  }

  @Test
  void a_ready_process_says_so() throws Exception {
    health.ready("scorer");

    HttpResponse<String> ready = get("/health/ready");

    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).isEqualTo("scorer: ready\n");
  }

  @Test
  void a_broken_process_neither_lives_nor_is_ready() throws Exception {
    health.broken("scorer", "bug");

    HttpResponse<String> live = get("/health/live");
    HttpResponse<String> ready = get("/health/ready");

    assertThat(live.statusCode()).isEqualTo(503);
    assertThat(live.body()).isEqualTo("scorer: broken, bug\n");
    assertThat(ready.statusCode()).isEqualTo(503);
  }

  @Test
  void other_paths_are_not_found() throws Exception {
    HttpResponse<String> answer = get("/");

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void a_service_answers_on_a_page_of_its_own() throws Exception {
    endpoint.add("/depth", request -> PageAnswer.json("\"" + request.getQuery() + "\""));

    HttpResponse<String> answer = get("/depth?at=noon");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).isEqualTo("\"at=noon\"");
    assertThat(get("/depth/below").statusCode()).isEqualTo(404);
    assertThat(endpoint.address()).isEqualTo("127.0.0.1:" + endpoint.port());
  }

  @Test
  void a_page_that_fails_says_so_and_the_endpoint_lives() throws Exception {
    endpoint.add(
        "/depth",
        request -> {
          throw new IllegalStateException("no ground");
        });

    HttpResponse<String> answer = get("/depth");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("no ground");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void readers_of_pages_leave_room_for_those_who_ask_after_health() throws Exception {
    var asked = new Semaphore(0);
    var answered = new Semaphore(0);
    endpoint.add(
        "/depth",
        request -> {
          asked.release();
          answered.acquireUninterruptibly();
          return PageAnswer.json("1");
        });
    var slow = List.of(getLater("/depth"), getLater("/depth"));
    asked.acquire(2);

    HttpResponse<String> oneTooMany = get("/depth");
    HttpResponse<String> live = get("/health/live");

    answered.release(2);
    assertThat(oneTooMany.statusCode()).isEqualTo(503);
    assertThat(oneTooMany.headers().firstValue("Retry-After")).contains("1");
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(slow).allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
  }

  @Test
  void a_port_in_use_is_told_with_the_key_to_change() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      assertThatThrownBy(
              () -> new AdminEndpoint("127.0.0.1", port, Optional.empty(), registry, health))
          .isInstanceOf(PortInUseException.class)
          .hasMessage(
              "the admin endpoint cannot open 127.0.0.1:%d: the port is in use; stop the process that has it or set longshore.admin.port to another port"
                  .formatted(port));
    }
  }

  @Test
  void a_host_of_another_machine_is_not_called_a_port_in_use() {
    assertThatThrownBy(() -> new AdminEndpoint("192.0.2.1", 0, Optional.empty(), registry, health))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("192.0.2.1:0 (longshore.admin.host, longshore.admin.port)")
        .hasMessageContaining("not an address of this machine");
  }

  private CompletableFuture<HttpResponse<String>> getLater(String path) {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
    return HttpClient.newHttpClient()
        .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
