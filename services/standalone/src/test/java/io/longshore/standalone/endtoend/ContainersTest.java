package io.longshore.standalone.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelVersion;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The story of {@link StoryTest} with every service in a container of its own, from the images that
 * {@code docker/build} made. {@code docker/test} runs it; {@code verify} does not, for it needs
 * podman and minutes.
 */
@EnabledIfSystemProperty(named = "longshore.images", matches = ".+")
@Timeout(420)
class ContainersTest {
  private static final Podman PODMAN = new Podman(System.getProperty("longshore.images", ""));
  private static final List<String> SERVICES =
      List.of("ingest", "console", "scorer", "trainer", "tracker", "rollout");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final List<Picture> HELD_OUT =
      Picture.heldOut(Map.of("ant", 20, "bee", 20, "cow", 20));
  private static final List<Picture> BEFORE =
      Picture.stream("before", Map.of("ant", 140, "bee", 48, "cow", 12));
  private static final List<Picture> AFTER =
      Picture.stream("after", Map.of("ant", 20, "bee", 60, "cow", 220));

  /** Small numbers, so that a few hundred images are a story. */
  private static final Map<String, String> TRACKER =
      Map.of(
          "LONGSHORE_TRACKER_FIRST_MODEL_LABELS", "200",
          "LONGSHORE_TRACKER_HALF_LIFE_UNITS", "100",
          "LONGSHORE_TRACKER_LEAST_MIX_UNITS", "60");

  private static final Map<String, String> TRAINER =
      Map.of(
          "LONGSHORE_TRAINER_RECIPE", "tiny",
          "LONGSHORE_TRAINER_HELD_OUT_FRACTION", "0",
          "LONGSHORE_TRAINER_THREADS", "1");

  private static final Map<String, String> ROLLOUT =
      Map.of(
          "LONGSHORE_ROLLOUT_PROMOTION_RETRAIN_PATH", "direct",
          "LONGSHORE_ROLLOUT_PROMOTION_GUARD_SHARE", "0",
          "LONGSHORE_ROLLOUT_GATE_OVER_CHANCE", "0",
          "LONGSHORE_ROLLOUT_GATE_BALANCED_MARGIN", "1",
          "LONGSHORE_ROLLOUT_GATE_MANY_MARGIN", "1",
          "LONGSHORE_ROLLOUT_GATE_MEDIUM_MARGIN", "1",
          "LONGSHORE_ROLLOUT_GATE_FEW_MARGIN", "1");

  @Test
  void the_story_is_told_by_containers_that_may_do_nothing(@TempDir Path folder) throws Exception {
    PODMAN.require();
    int port = free();
    try (var system = new ContainerSystem(PODMAN, folder)) {
      system.start(
          "ingest",
          "512m",
          Map.of(
              "LONGSHORE_INGEST_HTTP_PORT",
              Integer.toString(port),
              // Hundreds of connections at once, on processors that six more processes share.
              "LONGSHORE_INGEST_HTTP_IDLE",
              "PT60S"));
      system.start("tracker", "512m", TRACKER);
      system.start("trainer", "1g", TRAINER);
      system.start("rollout", "512m", ROLLOUT);
      system.start("scorer", "512m", Map.of());
      system.start("console", "512m", Map.of("LONGSHORE_CONSOLE_PORT", "0"));
      tell(system, new HttpSender(port));
      system.forEach(ContainersTest::sayPeak);
      system.forEach(ContainersTest::requireHardened);
      for (String service : SERVICES) {
        assertThat(system.container(service).stop()).as("how %s ended", service).isIn(0, 143);
      }
    }
  }

  /** Each takes 8 bytes a pixel to decode, and as much again to become canonical. */
  @Test
  void ingest_lives_through_the_largest_images_in_the_memory_that_compose_gives(
      @TempDir Path folder) throws Exception {
    PODMAN.require();
    int port = free();
    try (var system = new ContainerSystem(PODMAN, folder)) {
      system.start("ingest", "1g", Map.of("LONGSHORE_INGEST_HTTP_PORT", Integer.toString(port)));
      byte[] image = HugePng.square(5000);

      List<Integer> answers =
          Stream.generate(() -> HttpSender.answer(port, image)).limit(12).toList().stream()
              .map(CompletableFuture::join)
              .toList();

      assertThat(answers).contains(202).allMatch(status -> status == 202 || status == 503);
      sayPeak("ingest", system.container("ingest"));
      assertThat(system.container("ingest").stop()).isIn(0, 143);
    }
  }

  private static void tell(ContainerSystem system, HttpSender sender) {
    try (Observatory seen = system.observatory()) {
      sender.send(HELD_OUT);
      sender.send(BEFORE);
      await(system, seen, "a first model to be served", o -> served(o, Gear.RETRAIN));
      sender.send(AFTER);
      await(system, seen, "a rebalanced head to be served", o -> served(o, Gear.REBALANCE));
      await(system, seen, "predictions", ContainersTest::predictedAll);
      await(
          system,
          seen,
          "all labels to be counted",
          o -> counted(o).values().stream().mapToLong(l -> l).sum() == 500);

      assertThat(counted(seen)).isEqualTo(Map.of("ant", 160L, "bee", 108L, "cow", 232L));
      assertThat(seen.repeated()).isZero();
      assertThat(seen.unmarkedRepeats()).isZero();
    }
  }

  private static void sayPeak(String service, RunningContainer container) {
    System.out.printf("%-8s peak %,5d MiB%n", service, container.peakMebibytes());
  }

  private static void requireHardened(String service, RunningContainer container) {
    assertThat(container.status())
        .as(service)
        .containsEntry("Uid", String.join("\t", Podman.UID, Podman.UID, Podman.UID, Podman.UID))
        .containsEntry("CapEff", "0000000000000000")
        .containsEntry("NoNewPrivs", "1");
    assertThat(container.mounted("/")).as(service).contains("ro");
    assertThat(container.mounted("/tmp")).as(service).contains("noexec");
    assertThat(container.mounted("/var/lib/longshore")).as(service).contains("noexec");
    assertThat(container.files("/tmp"))
        .as("what %s left in /tmp", service)
        .noneMatch(file -> file.contains(".so"));
  }

  private static boolean served(Observatory seen, Gear gear) {
    List<ModelVersion> made =
        seen.models().stream()
            .map(Seen::value)
            .filter(m -> m.recipe().gear() == gear)
            .map(m -> m.version())
            .toList();
    return seen.reports().stream()
        .anyMatch(r -> r.value().serving().map(made::contains).orElse(false));
  }

  private static boolean predictedAll(Observatory seen) {
    return List.of(HELD_OUT, BEFORE, AFTER).stream()
        .flatMap(List::stream)
        .allMatch(p -> seen.isPredicted(new ImageId(p.id())));
  }

  private static Map<String, Long> counted(Observatory seen) {
    List<Seen<ClassFrequencies>> all = seen.frequencies();
    return all.isEmpty()
        ? Map.of()
        : all.get(all.size() - 1).value().classes().entrySet().stream()
            .collect(toMap(Map.Entry::getKey, e -> e.getValue().labels()));
  }

  private static void await(
      ContainerSystem system, Observatory seen, String what, Predicate<Observatory> condition) {
    if (!seen.await(condition, PATIENCE)) {
      system.forEach((service, c) -> System.err.printf("--- %s%n%s%n", service, c.said()));
      throw new AssertionError("waited in vain for " + what);
    }
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
