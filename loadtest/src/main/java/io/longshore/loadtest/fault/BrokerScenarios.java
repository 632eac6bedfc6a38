package io.longshore.loadtest.fault;

import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.Broker;
import io.longshore.loadtest.process.JavaProcess;
import io.longshore.loadtest.process.LiveHeap;
import io.longshore.loadtest.process.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** What may happen to brokers. */
final class BrokerScenarios {
  private static final String FULL = "No space left";
  private static final int KILLS = 3;
  private static final Patience STOPPING = Patience.ofSeconds(5);
  private static final int STOPPED_SECONDS = 12;

  /** Longer than ingest waits for an acknowledgement; until then it hopes, and its senders wait. */
  private static final int AWAY_SECONDS = 45;

  /** Until then what waits for Kafka grows to its bound; from then on nothing may grow. */
  private static final int FULL_SECONDS = 30;

  private static final long MOST_GROWTH_MEBIBYTES = 8;

  private BrokerScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "R1",
            "what was answered 202 survives kill -9 of the leaders of images, one after another",
            Scenario.Needs.COUNTING,
            BrokerScenarios::killLeaders),
        new Scenario(
            "R2",
            "what was answered 202 survives a leader that stands still for 12 s",
            Scenario.Needs.COUNTING,
            BrokerScenarios::stopLeader),
        new Scenario(
            "R4",
            "below min.insync.replicas ingest answers 503 with Retry-After, does not grow, recovers",
            Scenario.Needs.COUNTING,
            BrokerScenarios::loseMajority),
        new Scenario(
            "R5",
            "a broker whose disk is full costs no acknowledged image, and comes back",
            Scenario.Needs.COUNTING,
            BrokerScenarios::fillDisk),
        new Scenario(
            "R8",
            "counts stay exact when leaders and transaction coordinators are killed",
            Scenario.Needs.COUNTING,
            BrokerScenarios::killCoordinators));
  }

  private static void killLeaders(Stage stage) throws InterruptedException {
    try (Traffic traffic = stage.traffic()) {
      for (int i = 0; i < KILLS; i++) {
        stage.pass(2, 4);
        killLeader(stage, Replicas.IMAGES, i % 2);
      }
      stage.pass(1, 2);
      stage.proven("%d images sent meanwhile", traffic.sent());
    }
  }

  private static void killLeader(Stage stage, String topic, int partition)
      throws InterruptedException {
    Broker leader = stage.cluster().leader(topic, partition);
    stage.kill(
        "broker " + leader.id() + ", leader of " + topic + "-" + partition, leader.process());
    stage.pass(4, 5);
    leader.start();
    leader.awaitListening();
    Replicas.awaitInSync(stage);
  }

  private static void stopLeader(Stage stage) throws InterruptedException {
    try (Traffic traffic = stage.traffic()) {
      stage.pass(2, 4);
      Broker leader = stage.cluster().leader(Replicas.IMAGES, 0);
      JavaProcess process = leader.process();
      process.pause();
      try {
        boolean stopped = STOPPING.sees(() -> process.state().equals("T"));
        stage.proven(stopped, "SIGSTOP: broker %d is in state %s", leader.id(), process.state());
        Thread.sleep(STOPPED_SECONDS * 1_000);
        Replicas.awaitReplaced(stage, leader);
      } finally {
        process.resume();
      }
      Replicas.awaitInSync(stage);
      stage.pass(1, 2);
      stage.proven("%d images sent meanwhile", traffic.sent());
    }
  }

  private static void loseMajority(Stage stage) throws InterruptedException {
    JavaProcess ingest = stage.site().service("ingest-0").process();
    List<Broker> lost = stage.cluster().brokers().subList(0, 2);
    try (Traffic traffic = stage.traffic()) {
      stage.pass(2, 3);
      long before = LiveHeap.mebibytes(ingest);
      for (Broker broker : lost) {
        stage.kill("broker " + broker.id(), broker.process());
      }
      Thread.sleep(FULL_SECONDS * 1_000);
      long full = LiveHeap.mebibytes(ingest);
      Thread.sleep((AWAY_SECONDS - FULL_SECONDS) * 1_000);
      long after = LiveHeap.mebibytes(ingest);
      stage.proven(
          "ingest holds %d MiB of heap, %d after %d s, %d before",
          after, full, FULL_SECONDS, before);
      if (after - full > MOST_GROWTH_MEBIBYTES) {
        stage.violated(
            "what ingest holds grew from %d to %d MiB when it should be full", full, after);
      }
      for (Broker broker : lost) {
        broker.start();
      }
      for (Broker broker : lost) {
        broker.awaitListening();
      }
      Replicas.awaitInSync(stage);
      Thread.sleep(10_000);
      stage.proven("answers: %s", traffic.kinds());
      if (traffic.kinds().keySet().stream().noneMatch(kind -> kind.startsWith("503"))) {
        stage.violated("nobody was told 503 while Kafka was away: %s", traffic.kinds());
      }
      if (traffic.kinds().keySet().stream().anyMatch(kind -> kind.contains("no hint"))) {
        stage.violated("a 503 had no Retry-After: %s", traffic.kinds());
      }
    }
    checkRecovered(stage);
  }

  /** Whoever sends now must be answered 202 again. */
  private static void checkRecovered(Stage stage) throws InterruptedException {
    try (Traffic traffic = stage.traffic("-after")) {
      Thread.sleep(5_000);
      long sent = traffic.sent();
      long taken = traffic.kinds().getOrDefault("202", 0L);
      stage.proven("of %d images sent after it, %d were answered 202 so far", sent, taken);
      if (taken == 0) {
        stage.violated("nothing is taken although Kafka is back: %s", traffic.kinds());
      }
    }
  }

  private static void fillDisk(Stage stage) throws InterruptedException {
    TmpDisk disk =
        stage
            .site()
            .disk()
            .orElseThrow(
                () -> new Scenario.Skipped("no file system may be mounted here (needs root)"));
    List<Broker> brokers = stage.cluster().brokers();
    Broker broker = brokers.get(brokers.size() - 1);
    try (Traffic traffic = stage.traffic()) {
      stage.pass(2, 3);
      long left = disk.fill();
      stage.proven(left == 0, "the disk of broker %d has %d bytes left", broker.id(), left);
      OptionalInt exit = broker.process().awaitExit(Duration.ofSeconds(60));
      String complaint = complaint(broker.printed());
      if (exit.isEmpty() || complaint.isEmpty()) {
        stage.violated("the full disk did not stop broker %d", broker.id());
      }
      stage.proven(
          "broker %d ended with %s: %s",
          broker.id(), exit.isPresent() ? exit.getAsInt() : "nothing", complaint);
      Thread.sleep(5_000);
      disk.empty();
      broker.process().kill();
      broker.start();
      broker.awaitListening();
      Replicas.awaitInSync(stage);
      stage.proven("%d images sent meanwhile", traffic.sent());
    }
  }

  private static String complaint(Path log) {
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(FULL))
          .flatMap(line -> LogWatch.complaint(line).stream())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(log + " cannot be read", e);
    }
  }

  private static void killCoordinators(Stage stage) throws InterruptedException {
    try (Traffic traffic = stage.traffic()) {
      for (int partition = 0; partition < KILLS; partition++) {
        stage.pass(1, 3);
        killLeader(stage, "__transaction_state", partition);
      }
      stage.pass(1, 2);
      stage.proven("%d labels sent meanwhile", traffic.sent());
    }
  }
}
