package io.longshore.loadtest.fault;

import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.Broker;
import io.longshore.loadtest.process.Island;
import io.longshore.loadtest.process.Patience;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** What may happen between services and brokers and among brokers. */
final class WireScenarios {
  private static final Duration DELAY = Duration.ofMillis(100);

  /** Less than what is sent over it. */
  private static final long NARROW = 5_000;

  private static final Patience CONNECTING = Patience.ofSeconds(30);
  private static final int ISOLATED_SECONDS = 15;

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
            WireScenarios::badNetwork));
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
      stage.cluster().partitions().lead(broker, Replicas.IMAGES, 0);
      stage.pass(2, 4);
      island.cutOff();
      stage.proven(
          !broker.isReached() && broker.process().isAlive(),
          "broker %d, leader of images-0, runs and is reached by nobody",
          broker.id());
      Thread.sleep(ISOLATED_SECONDS * 1_000);
      Replicas.awaitReplaced(stage, broker);
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
        cut(stage, broker);
        stage.pass(2, 4);
        broker.wire().mend();
      }
      stage.pass(2, 3);
      stage.proven("%d images sent meanwhile: %s", traffic.sent(), traffic.kinds());
    } finally {
      wires(stage, wire -> wire.wire().mend());
    }
  }

  /** A broker that was started a while ago may lead nothing, and then nobody connects to it. */
  private static void cut(Stage stage, Broker broker) throws InterruptedException {
    stage.cluster().partitions().lead(broker, Replicas.IMAGES, 0);
    if (!CONNECTING.sees(() -> broker.wire().connections() > 0)) {
      stage.violated(
          "this shows no fault: nobody connected to broker %d, leader of images-0, within %s",
          broker.id(), CONNECTING);
      return;
    }
    int cut = broker.wire().cut();
    stage.proven(cut > 0, "%d connections to broker %d were cut", cut, broker.id());
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
}
