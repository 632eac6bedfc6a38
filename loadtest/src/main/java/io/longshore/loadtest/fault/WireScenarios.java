package io.longshore.loadtest.fault;

import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.Broker;
import io.longshore.loadtest.process.ServiceNode;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** What may happen between services and brokers, and to clocks. */
final class WireScenarios {
  private static final Duration DELAY = Duration.ofMillis(100);
  private static final long NARROW = 50_000;
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final String AHEAD = "+2h";
  private static final String BEHIND = "-2h";

  private WireScenarios() {}

  static List<Scenario> all() {
    return List.of(
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

  private static void badNetwork(Stage stage) throws InterruptedException {
    try (Traffic traffic = stage.traffic()) {
      stage.pass(1, 2);
      double before = roundTripMillis(stage);
      wires(stage, wire -> wire.wire().delay(DELAY));
      stage.proven("a request takes %.0f ms, %.0f before", roundTripMillis(stage), before);
      Thread.sleep(8_000);
      wires(stage, wire -> wire.wire().mend());
      wires(stage, wire -> wire.wire().narrow(NARROW));
      stage.proven("each connection passes %,d bytes a second", NARROW);
      Thread.sleep(8_000);
      wires(stage, wire -> wire.wire().mend());
      for (Broker broker : stage.cluster().brokers()) {
        stage.proven("%d connections to broker %d were cut", broker.wire().cut(), broker.id());
        stage.pass(2, 4);
        broker.wire().mend();
      }
      stage.pass(2, 3);
      stage.proven("%d images sent meanwhile: %s", traffic.sent(), traffic.kinds());
    } finally {
      wires(stage, wire -> wire.wire().mend());
    }
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
      for (String by : List.of(AHEAD, BEHIND)) {
        withClock(stage, stage.site().service(name), by);
      }
    }
  }

  private static void withClock(Stage stage, ServiceNode node, String by)
      throws InterruptedException {
    Map<String, String> wrong = FakeTime.by(by);
    try (Traffic traffic = stage.traffic("-" + node.name() + by)) {
      stage.terminate(node, STOP);
      node.with(wrong);
      double seconds = node.restart();
      Thread.sleep(4_000);
      stage.proven(
          "%s at %s was ready after %.1f s and logs '%s'; %d images sent: %s",
          node.name(), by, seconds, lastLine(node.printed()), traffic.sent(), traffic.kinds());
      stage.terminate(node, STOP);
    } finally {
      node.with(Map.of());
      node.restart();
    }
  }

  private static String lastLine(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
      return last.substring(0, Math.min(60, last.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(log + " cannot be read", e);
    }
  }
}
