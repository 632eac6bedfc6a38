package io.longshore.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of compose.yml, by whatever tool reads it: a first model, one of three brokers killed,
 * all of it stopped and started again. {@code docker/compose-test} runs it; {@code verify} does
 * not, for it needs an engine, images of others and minutes.
 */
@EnabledIfSystemProperty(named = "longshore.compose", matches = ".+")
@Timeout(1200)
class ComposeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int INGEST = 8080;
  private static final List<String> CLI_STATUS =
      List.of("--profile", "cli", "run", "--rm", "-T", "cli", "status", "-o", "json");

  private static final List<Picture> HELD_OUT =
      Picture.heldOut(Map.of("ant", 20, "bee", 20, "cow", 20));
  private static final List<Picture> FIRST =
      Picture.stream("first", Map.of("ant", 140, "bee", 48, "cow", 12));
  private static final List<Picture> WITHOUT_A_BROKER =
      Picture.stream("without-a-broker", Map.of("ant", 35, "bee", 12, "cow", 3));
  private static final List<Picture> AFTERWARDS =
      Picture.stream("afterwards", Map.of("ant", 35, "bee", 12, "cow", 3));

  private final HttpSender sender = new HttpSender(INGEST);
  private final ConsoleClient console = new ConsoleClient(8090);
  private final ConsoleClient prometheus = new ConsoleClient(9090);
  private final ConsoleClient alertmanager = new ConsoleClient(9093);

  @Test
  void all_of_it_comes_up_lives_without_a_broker_and_keeps_what_it_had(@TempDir Path folder) {
    var compose =
        new Compose(List.of(System.getProperty("longshore.compose", "").split(" ", -1)), folder);
    compose.run(List.of("up", "--detach"));
    try {
      tell(compose);
    } finally {
      compose.run(List.of("down", "--volumes"));
    }
  }

  private void tell(Compose compose) {
    awaitIngest(compose);
    sender.send(HELD_OUT);
    sender.send(FIRST);
    compose.await("a first model is live", PATIENCE, () -> !live(status()).isEmpty());
    awaitPredictions(
        compose, "predictions of all images", Instant.EPOCH, size(List.of(HELD_OUT, FIRST)));
    compose.await("all targets of Prometheus are up", PATIENCE, this::isAllScraped);
    compose.await("alerts have somewhere to go", PATIENCE, this::hasAlertmanager);
    compose.await(
        "the command line, in a container of its own, says which",
        PATIENCE,
        () -> compose.run(CLI_STATUS).contains(live(status())));

    compose.run(List.of("kill", "kafka-2"));
    sender.send(WITHOUT_A_BROKER);
    awaitPredictions(
        compose,
        "predictions while a broker is dead",
        Instant.EPOCH,
        size(List.of(HELD_OUT, FIRST, WITHOUT_A_BROKER)));
    compose.run(List.of("start", "kafka-2"));

    String live = live(status());
    compose.run(List.of("stop"));
    Instant stopped = Instant.now();
    compose.run(List.of("up", "--detach"));
    awaitIngest(compose);
    sender.send(AFTERWARDS);
    compose.await(
        "what was counted before is counted still",
        PATIENCE,
        () -> counted() == size(List.of(FIRST, WITHOUT_A_BROKER, AFTERWARDS)));
    awaitPredictions(compose, "predictions after it", stopped, size(List.of(AFTERWARDS)));
    assertThat(live(status())).isEqualTo(live);
  }

  private void awaitIngest(Compose compose) {
    var ingest = new ConsoleClient(INGEST);
    compose.await(
        "ingest answers", PATIENCE, () -> ingest.bytes("/openapi.json").statusCode() == 200);
  }

  /**
   * What the scorer that runs now counted, as Prometheus saw it.
   *
   * @param since when no scorer of before was left, whose counter Prometheus remembers a while
   */
  private void awaitPredictions(Compose compose, String what, Instant since, long images) {
    String counter = "longshore_scorer_images_total";
    String query = "%1$s and timestamp(%1$s) > %2$d".formatted(counter, since.getEpochSecond());
    String path = "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8);
    compose.await(
        what,
        PATIENCE,
        () -> prometheus.json(path).at("/data/result/0/value/1").asLong() >= images);
  }

  private boolean isAllScraped() {
    List<JsonNode> targets = new ArrayList<>();
    prometheus.json("/api/v1/targets").at("/data/activeTargets").forEach(targets::add);
    return targets.size() == 6
        && targets.stream().allMatch(t -> t.path("health").asText().equals("up"));
  }

  private boolean hasAlertmanager() {
    return prometheus.json("/api/v1/alertmanagers").at("/data/activeAlertmanagers").size() == 1
        && alertmanager.bytes("/-/ready").statusCode() == 200;
  }

  private JsonNode status() {
    return console.json("/api/status");
  }

  private static String live(JsonNode status) {
    return status.at("/plan/live").asText("");
  }

  private long counted() {
    return console.json("/api/tail").path("labels").asLong();
  }

  private static long size(List<List<Picture>> pictures) {
    return pictures.stream().mapToLong(List::size).sum();
  }
}
