package io.longshore.loadtest.fault;

import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.ServiceNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What may happen to clocks. */
final class ClockScenarios {
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration SKEW = Duration.ofHours(2);
  private static final Duration EXACTLY = Duration.ofMinutes(2);

  private ClockScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "R19",
            "a service whose clock is two hours wrong loses nothing and counts exactly",
            Scenario.Needs.SCORING,
            ClockScenarios::wrongClocks));
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
