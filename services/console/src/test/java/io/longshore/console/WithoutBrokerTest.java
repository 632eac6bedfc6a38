package io.longshore.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.domain.model.Sha256;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A console that finds nobody: pages load, and it says what it waits for. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class WithoutBrokerTest {
  private static final String TOKEN = "open sesame";

  /** More than the tests ask for but the one that asks too often. */
  private static final int BURST = 40;

  /** No interrupt ends a read. */
  private static final int READ_MILLIS = 30_000;

  private static final String PAUSE =
      "{\"kind\":\"pause\",\"reason\":\"ann: labels are wrong\",\"planEpoch\":%d}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final List<ConsoleService> made = new ArrayList<>();
  private Launcher launcher;

  @BeforeAll
  void start() throws IOException {
    int nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    var factory = new ConsoleServiceFactory();
    var settings =
        Settings.load(
            Map.of(),
            Map.of(
                "kafka.bootstrap.servers",
                "127.0.0.1:" + nobody,
                "longshore.admin.port",
                "0",
                "longshore.console.port",
                "0",
                "longshore.console.token-sha256",
                Sha256.hex(TOKEN.getBytes(UTF_8)),
                "longshore.console.burst",
                Integer.toString(BURST)),
            Set.of(ProcessSettings.class, factory.settings()));
    launcher =
        new Launcher(
            settings,
            List.of(
                new ServiceFactory() {
                  @Override
                  public Class<?> settings() {
                    return factory.settings();
                  }

                  @Override
                  public Access access() {
                    return factory.access();
                  }

                  @Override
                  public ConsoleService create(Settings all, ServiceContext context) {
                    made.add(factory.create(all, context));
                    return made.get(0);
                  }
                }),
            Clock.systemUTC(),
            broken::add);
  }

  @AfterAll
  void stop() {
    launcher.close();
    assertThat(broken).isEmpty();
  }

  @Test
  void the_status_says_that_no_broker_answers_and_since_when() throws Exception {
    JsonNode status = json.readTree(get("/api/status").body());

    assertThat(status.path("broker").path("state").textValue()).isEqualTo("connecting");
    assertThat(status.path("broker").path("since").longValue())
        .isLessThanOrEqualTo(status.path("console").path("now").longValue());
    assertThat(status.path("broker").path("message").textValue()).isNotBlank();
    assertThat(status.path("reading").path("caughtUp").booleanValue()).isFalse();
    assertThat(status.path("actions").path("state").textValue()).isEqualTo("on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/tail", "/drift", "/models", "/flow"})
  void pages_load(String page) throws Exception {
    HttpResponse<String> answer = get(page);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/tail",
        "/api/drift",
        "/api/models",
        "/api/flow",
        "/api/training",
        "/api/rejects"
      })
  void views_are_there_and_empty_and_nobody_keeps_them(String view) throws Exception {
    HttpResponse<String> answer = get(view);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json.readTree(answer.body()).isObject()).isTrue();
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void every_answer_tells_browsers_to_run_nothing_else() throws Exception {
    for (String path : List.of("/", "/api/status", "/api/nothing", "/assets/nothing.js")) {
      HttpResponse<String> answer = get(path);

      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; script-src 'self';")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/status", "/assets/mark.svg", "/api/events"})
  void nothing_is_told_to_a_page_that_calls_us_by_another_name(String path) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), made.get(0).port())) {
      socket.setSoTimeout(READ_MILLIS);
      String request =
          "GET %s HTTP/1.1\r\nHost: evil.example:8090\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.formatted(path).getBytes(UTF_8));

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 421 ")
          .contains("this console is not called 'evil.example:8090'");
    }
  }

  @Test
  void a_page_that_did_not_change_is_not_sent_again() throws Exception {
    String tag = get("/").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again =
        http.send(request("/").header("If-None-Match", tag).build(), BodyHandlers.ofString());

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../index.html",
        "/assets/..%2findex.html",
        "/assets/%2e%2e/%2e%2e/ConsoleMain.class",
        "/assets/",
        "/assets/a//b.js",
        "/assets/README.md",
        "/nowhere",
        "/api/nowhere"
      })
  void nothing_else_is_served(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(400, 404);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/class?name=cat, 404",
    "/api/class, 400",
    "/api/events, 406",
    "/api/models/xyz, 400",
    "/api/compare?a=1&b=2, 400",
    "/api/image?at=0@1, 503",
    "/api/image?at=nowhere, 400",
    "/api/image?at=0@1&size=9999, 400",
    "/api/rejects?limit=0, 400",
    "/api/rejects?limit=1000, 400"
  })
  void questions_that_have_no_answer_are_told_why(String path, int status) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json.readTree(answer.body()).path("error").textValue()).isNotBlank();
  }

  @Test
  void whoever_listens_is_told_at_once_how_it_stands() throws Exception {
    HttpResponse<Stream<String>> answer =
        http.send(
            request("/api/events?views=tail").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofLines());

    try (Stream<String> lines = answer.body()) {
      List<String> first = lines.filter(line -> line.startsWith("event:")).limit(2).toList();

      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      assertThat(first).containsExactlyInAnyOrder("event: status", "event: tail");
    }
  }

  @Test
  void a_model_nobody_knows_is_told() throws Exception {
    String path = "/api/models/" + "0123456789abcdef".repeat(4);

    assertThat(get(path).statusCode()).isEqualTo(404);
    assertThat(get(path + "/model.onnx").statusCode()).isEqualTo(404);
  }

  @Test
  void an_action_needs_the_token_the_type_and_our_own_page() throws Exception {
    assertThat(ask(PAUSE.formatted(0), Map.of()).statusCode()).isEqualTo(401);
    assertThat(ask(PAUSE.formatted(0), Map.of()).headers().firstValue("WWW-Authenticate"))
        .contains("Bearer");
    assertThat(ask(PAUSE.formatted(0), bearer("wrong")).statusCode()).isEqualTo(403);
    assertThat(
            ask(PAUSE.formatted(0), with(bearer(TOKEN), "Content-Type", "text/plain")).statusCode())
        .isEqualTo(415);
    assertThat(
            ask(PAUSE.formatted(0), with(bearer(TOKEN), "Origin", "http://evil.example"))
                .statusCode())
        .isEqualTo(403);
    assertThat(ask("{}", bearer(TOKEN)).statusCode()).isEqualTo(400);
    assertThat(ask("x".repeat(9_000), bearer(TOKEN)).statusCode()).isEqualTo(400);
  }

  @Test
  void somebody_who_saw_another_plan_is_told_which_one_there_is() throws Exception {
    HttpResponse<String> answer = ask(PAUSE.formatted(7), bearer(TOKEN));

    assertThat(answer.statusCode()).isEqualTo(409);
    JsonNode told = json.readTree(answer.body());
    assertThat(told.path("planEpoch").longValue()).isZero();
    assertThat(told.path("error").textValue())
        .isEqualTo("the plan is at epoch 0 now, not 7: look again");
  }

  @Test
  void a_request_that_cannot_be_written_is_no_request() throws Exception {
    HttpResponse<String> answer = ask(PAUSE.formatted(0), bearer(TOKEN));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json.readTree(answer.body()).path("error").textValue())
        .contains("did not confirm the request");
  }

  /** From an address of its own, so that nobody else has to wait. */
  @Test
  void whoever_guesses_has_to_wait_and_is_told_how_long() throws Exception {
    String guess =
        "POST /api/requests HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer guess\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    String answer = "";
    for (int i = 0; i < 10 * BURST && !answer.startsWith("HTTP/1.1 429 "); i++) {
      try (var socket = new Socket()) {
        socket.bind(new InetSocketAddress("127.0.0.2", 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), made.get(0).port()));
        socket.setSoTimeout(READ_MILLIS);
        socket.getOutputStream().write(guess.getBytes(UTF_8));
        answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      }
    }

    assertThat(answer).startsWith("HTTP/1.1 429 ").contains("Retry-After: 1");
    assertThat(ask(PAUSE.formatted(7), bearer(TOKEN)).statusCode()).isEqualTo(409);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + made.get(0).port() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> ask(String body, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request = request("/api/requests").POST(BodyPublishers.ofString(body));
    if (!headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    var more = new HashMap<>(headers);
    more.put(name, value);
    return more;
  }
}
