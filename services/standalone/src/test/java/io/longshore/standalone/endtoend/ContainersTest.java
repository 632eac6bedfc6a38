package io.longshore.standalone.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelVersion;
import io.longshore.runtime.Health;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.admin.Pages;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
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
  /** Tag of the images. */
  private static final String TAG = System.getProperty("longshore.images", "");

  private static final String SERVICES = "localhost/longshore/services:" + TAG;
  private static final String TRAINER = "localhost/longshore/trainer:" + TAG;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final List<Picture> HELD_OUT =
      Picture.heldOut(Map.of("ant", 20, "bee", 20, "cow", 20));
  private static final List<Picture> BEFORE =
      Picture.stream("before", Map.of("ant", 140, "bee", 48, "cow", 12));
  private static final List<Picture> AFTER =
      Picture.stream("after", Map.of("ant", 20, "bee", 60, "cow", 220));

  /** Small numbers, so that a few hundred images are a story. */
  private static final Map<String, Map<String, String>> SETTINGS =
      Map.of(
          "ingest",
          Map.of(),
          "tracker",
          Map.of(
              "LONGSHORE_TRACKER_FIRST_MODEL_LABELS", "200",
              "LONGSHORE_TRACKER_HALF_LIFE_UNITS", "100",
              "LONGSHORE_TRACKER_LEAST_MIX_UNITS", "60"),
          "trainer",
          Map.of(
              "LONGSHORE_TRAINER_RECIPE", "tiny",
              "LONGSHORE_TRAINER_HELD_OUT_FRACTION", "0",
              "LONGSHORE_TRAINER_THREADS", "1"),
          "rollout",
          Map.of(
              "LONGSHORE_ROLLOUT_PROMOTION_RETRAIN_PATH", "direct",
              "LONGSHORE_ROLLOUT_PROMOTION_GUARD_SHARE", "0",
              "LONGSHORE_ROLLOUT_GATE_OVER_CHANCE", "0",
              "LONGSHORE_ROLLOUT_GATE_BALANCED_MARGIN", "1",
              "LONGSHORE_ROLLOUT_GATE_MANY_MARGIN", "1",
              "LONGSHORE_ROLLOUT_GATE_MEDIUM_MARGIN", "1",
              "LONGSHORE_ROLLOUT_GATE_FEW_MARGIN", "1"),
          "scorer",
          Map.of(),
          "console",
          Map.of());

  private final Map<String, RunningContainer> containers = new LinkedHashMap<>();

  @Test
  void the_story_is_told_by_containers_that_may_do_nothing(@TempDir Path folder) throws Exception {
    new Podman(TRAINER).require();
    try {
      tell(folder);
    } finally {
      var backwards = new ArrayList<>(containers.values());
      Collections.reverse(backwards);
      backwards.forEach(RunningContainer::close);
    }
  }

  private void tell(Path folder) throws Exception {
    String bootstrap = broker(folder);
    int ingest = free();
    for (String service :
        List.of("ingest", "tracker", "trainer", "rollout", "scorer", "console")) {
      var environment = new HashMap<>(SETTINGS.getOrDefault(service, Map.of()));
      environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrap);
      environment.put("LONGSHORE_TOPICS_REPLICATION", "1");
      environment.put("LONGSHORE_TOPICS_MIN_IN_SYNC", "1");
      environment.put("LONGSHORE_ADMIN_PORT", "0");
      environment.put("LONGSHORE_LOG_FORMAT", "text");
      if (service.equals("ingest")) {
        environment.put("LONGSHORE_INGEST_HTTP_PORT", Integer.toString(ingest));
      }
      if (service.equals("console")) {
        environment.put("LONGSHORE_CONSOLE_PORT", "0");
      }
      boolean trains = service.equals("trainer");
      start(
          service,
          folder,
          Podman.command(
              name(service), trains ? TRAINER : SERVICES, trains ? "1g" : "512m", environment, service));
      container(service).await(" started");
    }
    var sender = new HttpSender(ingest);
    try (var seen = new Observatory(context(bootstrap))) {
      sender.send(HELD_OUT);
      sender.send(BEFORE);
      await(seen, "a first model to be served", o -> served(o, Gear.RETRAIN));
      sender.send(AFTER);
      await(seen, "a rebalanced head to be served", o -> served(o, Gear.REBALANCE));
      await(seen, "predictions", ContainersTest::predictedAll);
      await(
          seen,
          "all labels to be counted",
          o -> counted(o).values().stream().mapToLong(l -> l).sum() == 500);
      assertThat(counted(seen)).isEqualTo(Map.of("ant", 160L, "bee", 108L, "cow", 232L));
      assertThat(seen.repeated()).isZero();
      assertThat(seen.unmarkedRepeats()).isZero();
    }
    containers.forEach(ContainersTest::requireHardened);
    containers.forEach(
        (service, container) ->
            System.out.printf("%-8s peak %,5d MiB%n", service, container.peakMebibytes()));
    for (String service : List.of("ingest", "console", "scorer", "trainer", "tracker", "rollout")) {
      assertThat(container(service).stop()).as("how %s ended", service).isIn(0, 143);
    }
  }

  /** A broker from the jars in the same image: nothing is fetched. */
  private String broker(Path folder) throws InterruptedException {
    var command =
        new ArrayList<>(
            Podman.command(
                name("broker"),
                SERVICES,
                "768m",
                Map.of("LONGSHORE_LOG_FORMAT", "text"),
                "-Xmx384m",
                "-cp",
                "/opt/longshore/lib/*",
                "io.longshore.standalone.broker.BrokerProcess",
                "/var/lib/longshore"));
    command.add(2, "--entrypoint=/opt/longshore/java/bin/java");
    start("broker", folder, command);
    return container("broker").await("broker ready at ");
  }

  private void start(String service, Path folder, List<String> command) {
    containers.put(
        service,
        RunningContainer.start(name(service), command, folder.resolve(service + ".log")));
  }

  private RunningContainer container(String service) {
    return Objects.requireNonNull(containers.get(service), service);
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
        .noneMatch(file -> file.contains(".so") || file.startsWith("onnxruntime"));
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

  private void await(Observatory seen, String what, Predicate<Observatory> condition) {
    if (!seen.await(condition, PATIENCE)) {
      containers.forEach((service, c) -> System.err.printf("--- %s%n%s%n", service, c.said()));
      throw new AssertionError("waited in vain for " + what);
    }
  }

  private static ServiceContext context(String bootstrap) {
    var meters = new SimpleMeterRegistry();
    return new ServiceContext(
        "default",
        "test",
        new KafkaConnection(Map.of("bootstrap.servers", bootstrap), new TopicNames(""), meters),
        Clock.systemUTC(),
        meters,
        new Health(reason -> {}),
        Path.of("nowhere"),
        Pages.NOWHERE);
  }

  private static String name(String service) {
    return "longshore-test-" + ProcessHandle.current().pid() + "-" + service;
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
