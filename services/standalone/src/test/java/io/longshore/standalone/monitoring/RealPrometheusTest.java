package io.longshore.standalone.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A system at work, read by a real Prometheus, which tells a real Alertmanager. The rules are those
 * that operators get, but for how long something must have been so before it counts.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodName.class)
@Timeout(400)
class RealPrometheusTest {
  private static final String[] BEFORE = {"ant", "ant", "ant", "ant", "ant", "bee", "bee", "cow"};
  private static final String[] AFTER = {"cow", "cow", "cow", "cow", "bee", "bee", "ant", "dog"};
  private static final String[] AT_LAST = {"dog", "dog", "dog", "dog", "dog", "dog", "eel", "ant"};
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Queue<String> delivered = new ConcurrentLinkedQueue<>();
  private MonitoredSystem system;
  private RunningTool prometheus;
  private ManyImages images;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Tool program = Tool.require("prometheus", "prometheus");
    Tool alerting = Tool.require("prometheus-alertmanager", "prometheus-alertmanager");
    system = opened(new MonitoredSystem(folder.resolve("data"), Map.of()));
    images = new ManyImages(system.ingestPort());
    RunningTool alertmanager = opened(alertmanager(alerting, webhook(), folder));
    prometheus = opened(prometheus(program, alertmanager.port(), folder));
    images.send(300, i -> BEFORE[i % BEFORE.length]);
    system.awaitFirstModel();
    images.sendGarbage();
  }

  private int webhook() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    server.createContext(
        "/alerts",
        exchange -> {
          delivered.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    opened(() -> server.stop(0));
    return server.getAddress().getPort();
  }

  private static RunningTool alertmanager(Tool program, int webhook, Path folder) {
    int port = RunningTool.freePort();
    return RunningTool.start(
        List.of(
            OperatorFiles.ALERTMANAGER.resolve("start.sh").toString(),
            "--storage.path=" + folder.resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address="),
        Map.of(
            "LONGSHORE_ALERT_WEBHOOK", "http://127.0.0.1:" + webhook + "/alerts",
            "ALERTMANAGER", program.path().toString(),
            "CONFIG", folder.resolve("alertmanager.yml").toString()),
        port,
        folder.resolve("alertmanager.log"));
  }

  /** The operators' configuration with other addresses, and a second where they have many. */
  private RunningTool prometheus(Tool program, int alertmanager, Path folder) {
    String config =
        OperatorFiles.text(OperatorFiles.PROMETHEUS.resolve("prometheus.yml"))
            .replace("15s", "1s")
            .replace("alertmanager:9093", "127.0.0.1:" + alertmanager);
    for (Map.Entry<String, Integer> port : system.adminPorts().entrySet()) {
      assertThat(config).contains(port.getKey() + ":9464");
      config = config.replace(port.getKey() + ":9464", "127.0.0.1:" + port.getValue());
    }
    for (Path rules : OperatorFiles.in(OperatorFiles.PROMETHEUS.resolve("rules"), ".yml")) {
      OperatorFiles.write(
          folder.resolve("rules").resolve(rules.getFileName()),
          OperatorFiles.text(rules).replaceAll("for: \\d+\\w", "for: 2s"));
    }
    OperatorFiles.write(folder.resolve("prometheus.yml"), config);
    int port = RunningTool.freePort();
    return RunningTool.start(
        List.of(
            program.path().toString(),
            "--config.file=" + folder.resolve("prometheus.yml"),
            "--storage.tsdb.path=" + folder.resolve("prometheus"),
            "--web.listen-address=127.0.0.1:" + port),
        Map.of(),
        port,
        folder.resolve("prometheus.log"));
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.add(part);
    return part;
  }

  @AfterAll
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void a_every_panel_of_every_dashboard_shows_something() throws Exception {
    List<Dashboard.Query> all =
        Dashboard.all().stream().flatMap(dashboard -> dashboard.queries().stream()).toList();
    List<Dashboard.Query> empty = all; // so far: a panel shows what was, too
    Instant giveUp = Instant.now().plus(PATIENCE);

    while (empty.stream().anyMatch(query -> query.rare().isEmpty())
        && Instant.now().isBefore(giveUp)) {
      images.send(20, i -> AFTER[i % AFTER.length]);
      var still = new ArrayList<Dashboard.Query>();
      for (Dashboard.Query query : empty) {
        if (prometheus.query(query.resolved()).isEmpty()) { // fails if it is not even PromQL
          still.add(query);
        }
      }
      empty = still;
      Thread.sleep(500);
    }

    System.out.printf("%d queries of dashboards, %d images sent%n", all.size(), images.sent());
    assertThat(all).hasSizeGreaterThan(60);
    assertThat(empty)
        .as("panels without data")
        .filteredOn(query -> query.rare().isEmpty())
        .isEmpty();
  }

  @Test
  void b_drift_that_nothing_answers_travels_to_the_webhook() throws Exception {
    system.stop("trainer");
    Instant planted = Instant.now();
    Instant alarmed = Instant.EPOCH;
    Instant arrived = Instant.EPOCH;
    Instant giveUp = planted.plus(PATIENCE);

    while (!(isDelivered("LongshoreDriftUnanswered") && isDelivered("LongshoreTargetAbsent"))
        && Instant.now().isBefore(giveUp)) {
      images.send(40, i -> AT_LAST[i % AT_LAST.length]);
      if (alarmed.equals(Instant.EPOCH)
          && prometheus.query("longshore_tracker_drift_alarm == 1").size() > 0) {
        alarmed = Instant.now();
      }
      if (arrived.equals(Instant.EPOCH) && isDelivered("LongshoreDriftUnanswered")) {
        arrived = Instant.now();
      }
      Thread.sleep(200);
    }

    arrived = arrived.equals(Instant.EPOCH) ? Instant.now() : arrived;
    assertThat(isDelivered("LongshoreDriftUnanswered")).as("in %s", delivered).isTrue();
    assertThat(isDelivered("LongshoreTargetAbsent")).as("the trainer is missed").isTrue();
    System.out.printf(
        "drift planted -> webhook %.1f s, alarm in Prometheus -> webhook %.1f s%n",
        seconds(planted, arrived), seconds(alarmed, arrived));
  }

  private static double seconds(Instant from, Instant to) {
    return (to.toEpochMilli() - from.toEpochMilli()) / 1e3;
  }

  private boolean isDelivered(String alert) throws Exception {
    for (String message : delivered) {
      for (JsonNode one : new ObjectMapper().readTree(message).path("alerts")) {
        if (one.at("/labels/alertname").asText().equals(alert)
            && one.path("status").asText().equals("firing")
            && !one.at("/annotations/do").asText().isBlank()) {
          return true;
        }
      }
    }
    return false;
  }
}
