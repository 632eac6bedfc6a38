package io.longshore.loadtest.fault;

import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.Broker;
import io.longshore.loadtest.process.Island;
import io.longshore.loadtest.process.ServiceNode;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** What may happen between services and brokers, among brokers, and to clocks. */
final class WireScenarios {
  private static final Duration DELAY = Duration.ofMillis(100);

  /** Less than what is sent over it. */
  private static final long NARROW = 5_000;

  private static final int ISOLATED_SECONDS = 15;
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration SKEW = Duration.ofHours(2);
  private static final Duration EXACTLY = Duration.ofMinutes(2);

  private WireScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "R3",
            "what was answered 202 survives a leader that is cut off from everybody for 15 s",
            Scenario.Needs.COUNTING,
            WireScenarios::isolateLeader),
        new Scenario(
            "R6",
            "a slow, a narrow, and a cut network lose and repeat nothing",
            Scenario.Needs.COUNTING,
            WireScenarios::badNetwork),
        new Scenario(
            "R19",
            "a service whose clock is two hours wrong loses nothing and counts exactly",
            Scenario.Needs.SCORING,
            WireScenarios::wrongClocks));
  }

  private static void isolateLeader(Stage stage) throws InterruptedException {
    Island island =
        stage
            .site()
            .island()
            .orElseThrow(
                () -> new Scenario.Skipped("no network namespace may be made here (needs root)"));
    List<Broker> brokers = stage.cluster().brokers();
    Broker broker = brokers.get(brokers.size() - 1);
    try (Traffic traffic = stage.traffic()) {
      stage.cluster().lead(broker, Replicas.IMAGES, 0);
      stage.pass(2, 4);
      island.cutOff();
      stage.proven(
          !broker.isReached() && broker.process().isAlive(),
          "broker %d, leader of images-0, runs and is reached by nobody",
          broker.id());
      Thread.sleep(ISOLATED_SECONDS * 1_000);
      Replicas.checkReplaced(stage, broker);
      island.mend();
      long mended = System.nanoTime();
      Replicas.awaitInSync(stage);
      stage.proven(
          "it is in step again %.1f s after it is reached", (System.nanoTime() - mended) / 1e9);
      stage.pass(1, 2);
      stage.proven("%d images sent meanwhile: %s", traffic.sent(), traffic.kinds());
    } finally {
      island.mend();
    }
  }

  private static void badNetwork(Stage stage) throws InterruptedException {
    try (Traffic traffic = stage.traffic()) {
      stage.pass(1, 2);
      double before = roundTripMillis(stage);
      wires(stage, wire -> wire.wire().delay(DELAY));
      double slow = roundTripMillis(stage);
      stage.proven(
          slow >= 2 * DELAY.toMillis(), "a request takes %.0f ms, %.0f before", slow, before);
      Thread.sleep(8_000);
      wires(stage, wire -> wire.wire().mend());
      long held = heldMillis(stage);
      wires(stage, wire -> wire.wire().narrow(NARROW));
      Thread.sleep(8_000);
      wires(stage, wire -> wire.wire().mend());
      held = heldMillis(stage) - held;
      stage.proven(
          held > 8_000,
          "at %,d bytes a second each, connections waited %.1f s, all together",
          NARROW,
          held / 1e3);
      for (Broker broker : stage.cluster().brokers()) {
        int cut = broker.wire().cut();
        stage.proven(cut > 0, "%d connections to broker %d were cut", cut, broker.id());
        stage.pass(2, 4);
        broker.wire().mend();
      }
      stage.pass(2, 3);
      stage.proven("%d images sent meanwhile: %s", traffic.sent(), traffic.kinds());
    } finally {
      wires(stage, wire -> wire.wire().mend());
    }
  }

  private static long heldMillis(Stage stage) {
    return stage.cluster().brokers().stream().mapToLong(b -> b.wire().heldMillis()).sum();
  }

  private static void wires(Stage stage, Consumer<Broker> change) {
    stage.cluster().brokers().forEach(change);
  }

  private static double roundTripMillis(Stage stage) throws InterruptedException {
    var kafka =
        new KafkaConnection(
            Map.of("bootstrap.servers", stage.cluster().bootstrapServers()),
            new TopicNames(""),
            new SimpleMeterRegistry());
    try (Admin admin = kafka.admin("load-test-wire")) {
      admin.describeCluster().clusterId().get(); // connects
      long begin = System.nanoTime();
      admin.describeCluster().clusterId().get();
      return (System.nanoTime() - begin) / 1e6;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the cluster does not answer", e.getCause());
    }
  }

  private static void wrongClocks(Stage stage) throws InterruptedException {
    for (String name : List.of("scorer-0", "tracker-0", "ingest-0")) {
      for (Duration by : List.of(SKEW, SKEW.negated())) {
        withClock(stage, stage.site().service(name), by);
      }
    }
  }

  private static void withClock(Stage stage, ServiceNode node, Duration by)
      throws InterruptedException {
    Map<String, String> wrong = FakeTime.by(by);
    try (Traffic traffic = stage.traffic("-" + node.name() + by)) {
      stage.terminate(node, STOP);
      node.with(wrong);
      double seconds = node.restart();
      Thread.sleep(4_000);
      Duration off = Duration.between(Instant.now(), LogWatch.lastTime(node.printed()));
      stage.proven(
          off.minus(by).abs().compareTo(EXACTLY) < 0,
          "%s was ready after %.1f s, its log %+d s off; %d images sent: %s",
          node.name(),
          seconds,
          off.toSeconds(),
          traffic.sent(),
          traffic.kinds());
      stage.terminate(node, STOP);
    } finally {
      node.with(Map.of());
      node.restart();
    }
  }
}
