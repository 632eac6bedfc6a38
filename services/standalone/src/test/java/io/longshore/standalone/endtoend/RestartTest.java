package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.ingest.IngestService;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.standalone.broker.LocalBroker;
import io.longshore.standalone.system.InProcess;
import io.longshore.standalone.watch.Seen;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A system stops, only ingest is up for a while, then the whole system comes back on the same
 * folder.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class RestartTest {
  private static final List<Picture> HELD_OUT = Picture.heldOut(Map.of("ant", 20, "bee", 20));
  private static final List<Picture> STREAM =
      Picture.stream("stream", Map.of("ant", 140, "bee", 60));
  private static final List<Picture> MEANWHILE =
      Picture.stream("meanwhile", Map.of("ant", 25, "bee", 15));
  private static final List<Picture> AGAIN = STREAM.subList(0, 10);

  private TestSystem system;
  private ModelManifest model;
  private RolloutPlan planBefore;
  private ClassFrequencies countsBefore;

  @BeforeAll
  void the_system_is_restarted(@TempDir Path data) throws Exception {
    try (var before = TestSystem.start(data)) {
      before.send(HELD_OUT);
      before.send(STREAM);
      model = before.awaitServed(Gear.RETRAIN, 0);
      before.awaitPredicted(HELD_OUT);
      before.awaitPredicted(STREAM);
      planBefore = latest(before.seen().plans());
      countsBefore = latest(before.seen().frequencies());
    }
    sendWhileOnlyIngestIsUp(data);
    system = TestSystem.start(data);
    system.awaitPredicted(MEANWHILE);
    system.sendUnlabelled(AGAIN);
    system.await("the repeats to be predicted", o -> o.repeated() == AGAIN.size());
    system.await(
        "a snapshot with the labels that came meanwhile",
        o -> !o.frequencies().isEmpty() && latest(o.frequencies()).labels() >= 240);
  }

  private static void sendWhileOnlyIngestIsUp(Path data) {
    var ingest = new InProcess<>(new IngestServiceFactory(), IngestService.class);
    try (var broker = LocalBroker.start(data.resolve("kafka"), 0);
        var launcher =
            new Launcher(
                Settings.load(
                    Map.of(),
                    Map.of(
                        "kafka.bootstrap.servers", broker.bootstrapServers(),
                        "longshore.data-directory", data.resolve("services").toString(),
                        "longshore.topics.replication", "1",
                        "longshore.topics.min-in-sync", "1",
                        "longshore.ingest.http.port", "0",
                        "longshore.admin.port", "0"),
                    Set.of(ProcessSettings.class, ingest.settings())),
                List.of(ingest),
                Clock.systemUTC(),
                broken -> {})) {
      assertThat(launcher.adminPort()).isPositive();
      new HttpSender(ingest.service().port()).send(MEANWHILE);
    }
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void the_same_model_is_live() {
    assertThat(system.serving()).contains(model.version());
    assertThat(latest(system.seen().plans())).isEqualTo(planBefore);
    assertThat(system.seen().models()).hasSize(1);
  }

  @Test
  void images_sent_while_no_scorer_was_up_are_predicted() {
    assertThat(system.seen().imagesPredicted())
        .isEqualTo(HELD_OUT.size() + STREAM.size() + MEANWHILE.size());
  }

  @Test
  void no_image_is_predicted_twice_unless_it_is_marked() {
    assertThat(system.seen().unmarkedRepeats()).isZero();
    assertThat(system.seen().repeated()).isEqualTo(AGAIN.size());
  }

  @Test
  void the_counts_go_on_where_they_were() {
    assertThat(countsBefore.classes()).hasEntrySatisfying("ant", has(140));
    assertThat(latest(system.seen().frequencies()).classes())
        .hasSize(2)
        .hasEntrySatisfying("ant", has(165))
        .hasEntrySatisfying("bee", has(75));
  }

  @Test
  void no_part_broke() {
    assertThat(system.broken()).isEmpty();
  }

  private static Condition<ClassFrequency> has(long labels) {
    return new Condition<>(f -> f.labels() == labels, "%d labels", labels);
  }

  private static <T> T latest(List<Seen<T>> seen) {
    return seen.get(seen.size() - 1).value();
  }
}
