package io.longshore.loadtest.fault;

import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.Patience;
import io.longshore.loadtest.process.ServiceKind;
import io.longshore.loadtest.process.ServiceNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What may happen to services. */
final class ServiceScenarios {
  private static final Duration DRAIN = Duration.ofSeconds(20);
  private static final Duration SETTLING = Duration.ofMinutes(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
  private static final Duration WITHOUT_KAFKA = Duration.ofSeconds(8);
  private static final Patience MOVING = Patience.ofSeconds(60);
  private static final int SCORER_KILLS = 5;

  private ServiceScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "R7",
            "counts are exact although the tracker is killed, and is joined and left by another",
            Scenario.Needs.COUNTING,
            ServiceScenarios::killTracker),
        new Scenario(
            "R21",
            "on SIGTERM services finish what is under way within 20 s; nothing is lost or repeated",
            Scenario.Needs.COUNTING,
            ServiceScenarios::terminate),
        new Scenario(
            "R10",
            "each image has one prediction that is no repeat, although scorers are killed",
            Scenario.Needs.SCORING,
            ServiceScenarios::killScorers),
        new Scenario(
            "R18",
            "each image has one prediction that is no repeat, although scorers come and go",
            Scenario.Needs.SCORING,
            ServiceScenarios::scorersComeAndGo),
        new Scenario(
            "R16",
            "a scorer without Kafka is not ready, does not spin, and serves once Kafka is there",
            Scenario.Needs.SCORING,
            ServiceScenarios::coldStart));
  }

  private static void killTracker(Stage stage) throws InterruptedException {
    ServiceNode tracker = stage.site().service("tracker-0");
    try (Traffic traffic = stage.traffic()) {
      for (int i = 0; i < 3; i++) {
        stage.pass(2, 4);
        stage.killAndRestart(tracker);
      }
      ServiceNode second = stage.site().begin(ServiceKind.TRACKER, "1");
      stage.proven("a second tracker, process %d, is ready", second.process().pid());
      stage.pass(3, 4);
      stage.terminate(second, DRAIN);
      stage.pass(2, 3);
      stage.proven("%d labels sent meanwhile", traffic.sent());
    }
  }

  private static void terminate(Stage stage) throws InterruptedException {
    ServiceNode ingest = stage.site().service("ingest-0");
    ServiceNode tracker = stage.site().service("tracker-0");
    try (Traffic traffic = stage.traffic()) {
      stage.pass(2, 3);
      stage.terminate(tracker, DRAIN);
      stage.proven("tracker-0 is ready again after %.1f s", tracker.restart());
      stage.terminate(ingest, DRAIN);
      stage.proven("ingest-0 is ready again after %.1f s", ingest.restart());
      if (stage.site().isTaught()) {
        ServiceNode scorer = stage.site().service("scorer-0");
        stage.terminate(scorer, DRAIN);
        stage.proven("scorer-0 is ready again after %.1f s", scorer.restart());
      }
      stage.pass(1, 2);
      stage.proven("%d images sent meanwhile: %s", traffic.sent(), traffic.kinds());
    }
  }

  private static void killScorers(Stage stage) throws InterruptedException {
    try (Traffic traffic = stage.traffic()) {
      for (int i = 0; i < SCORER_KILLS; i++) {
        stage.pass(1, 4);
        stage.killAndRestart(stage.site().service("scorer-" + i % 2));
      }
      stage.pass(1, 2);
      stage.proven("%d images sent meanwhile", traffic.sent());
    }
  }

  private static void scorersComeAndGo(Stage stage) throws InterruptedException {
    ServiceNode third = stage.site().prepare(ServiceKind.SCORER, "2", Map.of());
    try (Traffic traffic = stage.traffic()) {
      for (String name : List.of("scorer-0", "scorer-1")) {
        ServiceNode leaving = stage.site().service(name);
        Set<String> before = owners(stage);
        stage.proven("scorer-2 joined after %.1f s", third.restart());
        stage.terminate(leaving, DRAIN);
        stage.pass(4, 6);
        awaitMoved(stage, before);
        before = owners(stage);
        stage.proven("%s joined after %.1f s", name, leaving.restart());
        stage.terminate(third, DRAIN);
        stage.pass(4, 6);
        awaitMoved(stage, before);
      }
      stage.proven("%d images sent meanwhile", traffic.sent());
    }
    Duration longest = stage.site().settled(SETTLING).longestWait(stage.prefix());
    stage.proven("the longest wait for a prediction was %.1f s", longest.toMillis() / 1e3);
    if (longest.compareTo(LONGEST_WAIT) > 0) {
      stage.violated("an image waited %s for its prediction", longest);
    }
  }

  private static Set<String> owners(Stage stage) throws InterruptedException {
    String group = stage.cluster().kafka().names().group("scorer");
    return stage.cluster().members(group).entrySet().stream()
        .filter(member -> member.getValue() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A group that lost somebody without a word, in a round before, is slow to divide anew. */
  private static void awaitMoved(Stage stage, Set<String> before) throws InterruptedException {
    boolean moved = MOVING.sees(() -> !before.containsAll(owners(stage)));
    Set<String> now = owners(stage);
    long fresh = now.stream().filter(member -> !before.contains(member)).count();
    stage.proven(moved, "partitions went over to %d of %d that have some now", fresh, now.size());
  }

  private static void coldStart(Stage stage) throws InterruptedException {
    ServiceNode late = stage.site().prepare(ServiceKind.SCORER, "late", Map.of());
    stage.proven("a scorer with an empty folder is ready after %.1f s", late.restart());
    stage.terminate(late, DRAIN);
    int ended = stage.cluster().brokers().stream().mapToInt(broker -> broker.wire().cut()).sum();
    stage.proven(ended > 0, "all wires to Kafka are cut, %d connections ended", ended);
    late.start();
    OptionalInt exit = late.process().awaitExit(Duration.ofSeconds(10));
    Duration before = late.process().cpu();
    if (exit.isEmpty()) {
      exit = late.process().awaitExit(WITHOUT_KAFKA);
    }
    Duration used = late.process().cpu().minus(before);
    stage.proven(
        "without Kafka: live %s, ready %s, %s; %.1f s of processor time in %s",
        late.isLive(),
        late.isReady(),
        exit.isPresent() ? "ended with " + exit.getAsInt() : "still there",
        used.toMillis() / 1e3,
        WITHOUT_KAFKA);
    if (exit.isEmpty() && late.isReady()) {
      stage.violated("a scorer calls itself ready without Kafka");
    }
    if (used.compareTo(WITHOUT_KAFKA.dividedBy(4)) > 0) {
      stage.violated("a scorer without Kafka used %s of processor time", used);
    }
    stage.cluster().brokers().forEach(broker -> broker.wire().mend());
    if (exit.isPresent()) {
      late.start();
    }
    late.awaitReady();
    stage.proven("ready once Kafka is there");
    try (Traffic traffic = stage.traffic()) {
      Thread.sleep(5_000);
      stage.proven("%d images sent then", traffic.sent());
    }
    stage.terminate(late, DRAIN);
  }
}
