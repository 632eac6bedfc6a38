package io.longshore.standalone.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.standalone.runtime.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand classes went through: what that leaves at each service's endpoint. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class SeriesTest {
  /** A label's value; there is a topic class-frequencies, too. */
  private static final Pattern OF_A_CLASS = Pattern.compile("\"class-\\d");

  private static final int CLASSES = 1_000;
  private static final int IMAGES = 1_500;
  private static final int MOST_SERIES = 300;
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private MonitoredSystem system;
  private final Map<String, List<String>> series = new TreeMap<>();

  @BeforeAll
  void a_thousand_classes(@TempDir Path data) throws Exception {
    system =
        new MonitoredSystem(
            data, Map.of("longshore.tracker.first-model-labels", Integer.toString(IMAGES)));
    var images = new ManyImages(system.ingestPort());
    images.send(IMAGES, i -> "class-" + i % CLASSES);
    assertThat(images.sendGarbage()).isEqualTo(415);
    system.awaitFirstModel();
    system.await("predictions", o -> o.imagesPredicted() == IMAGES);
    // The mix moves: rows of moved classes, and a head for it.
    images.send(IMAGES, i -> "class-" + i % 100);
    system.await("all predictions", o -> o.imagesPredicted() == 2 * IMAGES);
    system.await(
        "all labels",
        o -> o.frequencies().get(o.frequencies().size() - 1).value().labels() >= IMAGES);
    Thread.sleep(6_000); // rows of classes are written again every five seconds
    scrape();
    while (!shows("rollout", "longshore_rollout_live_accuracy{group=\"all\"}")
        || naming().isEmpty()) {
      // A head that went live meanwhile has predicted nothing yet, and is a new reference.
      images.send(IMAGES / 10, i -> "class-" + i % 100);
      Thread.sleep(3_000);
      scrape();
    }
  }

  private void scrape() throws Exception {
    for (String service : system.adminPorts().keySet()) {
      String scrape = system.scrape(service);
      Files.writeString(Path.of("target", "scrape-" + service + ".txt"), scrape, UTF_8);
      series.put(
          service,
          scrape.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList());
    }
  }

  /** Lines in which there is the name of a class. */
  private List<String> naming() {
    return series.values().stream().flatMap(List::stream).filter(OF_A_CLASS.asPredicate()).toList();
  }

  private boolean shows(String service, String name) {
    return of(service).stream()
        .anyMatch(
            line ->
                line.startsWith(name)
                    && Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) > 0);
  }

  @AfterAll
  void close() {
    system.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "tracker", "trainer", "rollout", "scorer"})
  void a_service_has_few_series_however_many_classes_there_are(String service) {
    System.out.printf("%s: %d series%n", service, of(service).size());

    assertThat(of(service)).hasSizeBetween(20, MOST_SERIES);
    assertThat(of(service)).noneMatch(line -> UUID.matcher(line).find());
  }

  @Test
  void classes_are_named_in_the_rows_of_those_that_moved_most_and_nowhere_else() {
    assertThat(naming())
        .hasSizeBetween(1, 20)
        .allMatch(line -> line.startsWith("longshore_tracker_moved_class_share{"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingest longshore_ingest_images_total{outcome=\"acknowledged\"}",
        "ingest longshore_rejects_total{reason=\"wrong_media_type\",service=\"ingest\"}",
        "ingest longshore_ingest_ack_seconds_count",
        "ingest longshore_ingest_http_responses_total{status=\"202\"}",
        "scorer longshore_pipeline_e2e_seconds_count{stage=\"scored\"}",
        "scorer longshore_pipeline_heartbeat_timestamp_seconds{stage=\"scored\"}",
        "scorer longshore_scorer_batch_seconds_count",
        "scorer longshore_scorer_model_activated_timestamp_seconds",
        "scorer longshore_scorer_model_classes",
        "tracker longshore_pipeline_e2e_seconds_count{stage=\"counted\"}",
        "tracker longshore_tracker_classes_seen",
        "tracker longshore_tracker_drift_total_variation",
        "tracker longshore_tracker_classes_effective",
        "tracker kafka_stream_alive_stream_threads",
        "trainer longshore_pipeline_e2e_seconds_count{stage=\"remembered\"}",
        "trainer longshore_trainer_last_success_timestamp_seconds",
        "trainer longshore_trainer_runs_total{outcome=\"announced\"}",
        "rollout longshore_pipeline_e2e_seconds_count{stage=\"judged\"}",
        "rollout longshore_rollout_live_model_created_timestamp_seconds",
        "rollout longshore_rollout_live_accuracy{group=\"all\"}",
        "rollout longshore_rollout_live_calibration_error{group=\"few\"}",
        "rollout longshore_consumer_lag_read_timestamp_seconds",
      })
  void what_is_measured_is_there_and_not_zero(String what) {
    String service = what.substring(0, what.indexOf(' '));
    String name = what.substring(what.indexOf(' ') + 1);

    assertThat(shows(service, name)).as("%s of %s", name, of(service)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "tracker", "trainer", "rollout", "scorer"})
  void our_own_names_keep_to_the_conventions(String service) {
    Tool promtool = Tool.require("promtool", "prometheus");
    String own =
        OperatorFiles.text(Path.of("target", "scrape-" + service + ".txt"))
            .lines()
            .filter(line -> line.contains("longshore_"))
            .collect(Collectors.joining("\n", "", "\n"));
    Path file = Path.of("target", "own-" + service + ".txt");
    OperatorFiles.write(file, own);

    Child.Said said = promtool.run(file, "check", "metrics");

    assertThat(said.words()).isEmpty();
    assertThat(said.status()).isZero();
  }

  @Test
  void every_group_has_its_lag() {
    assertThat(of("rollout"))
        .contains(
            "longshore_consumer_lag_records{group=\"longshore-scorer\",topic=\"images\"} 0.0",
            "longshore_consumer_lag_records{group=\"longshore-tracker\",topic=\"labels\"} 0.0",
            "longshore_consumer_lag_records{group=\"longshore-rollout\",topic=\"operator-requests\"} 0.0");
  }

  private List<String> of(String service) {
    return series.getOrDefault(service, List.of());
  }
}
