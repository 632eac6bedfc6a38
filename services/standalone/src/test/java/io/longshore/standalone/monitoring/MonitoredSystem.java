package io.longshore.standalone.monitoring;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.ingest.IngestService;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.rollout.RolloutServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.schemas.Topics;
import io.longshore.scorer.ScorerServiceFactory;
import io.longshore.standalone.broker.LocalBroker;
import io.longshore.standalone.system.InProcess;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import io.longshore.tracker.TrackerServiceFactory;
import io.longshore.trainer.TrainerServiceFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * A broker and every service with a registry and an admin endpoint of its own, as if each were a
 * process; small numbers, so that a few hundred images are a story.
 */
final class MonitoredSystem implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("longshore.topics.replication", "1"),
          Map.entry("longshore.topics.min-in-sync", "1"),
          Map.entry("longshore.admin.port", "0"));

  private static final Map<String, Map<String, String>> OF_SERVICES =
      Map.of(
          "rollout",
          Map.ofEntries(
              Map.entry("longshore.rollout.quality-share", "1"),
              Map.entry("longshore.rollout.lag-every", "PT0.5S"),
              Map.entry("longshore.rollout.promotion.minimum-labels", "20"),
              Map.entry("longshore.rollout.promotion.retrain-path", "direct"),
              Map.entry("longshore.rollout.promotion.guard-share", "0.5"),
              Map.entry("longshore.rollout.gate.minimum-images", "1"),
              Map.entry("longshore.rollout.gate.over-chance", "0"),
              Map.entry("longshore.rollout.gate.balanced-margin", "1"),
              Map.entry("longshore.rollout.gate.many-margin", "1"),
              Map.entry("longshore.rollout.gate.medium-margin", "1"),
              Map.entry("longshore.rollout.gate.few-margin", "1")),
          "tracker",
          Map.of(
              "longshore.tracker.first-model-labels", "200",
              "longshore.tracker.half-life-units", "100",
              "longshore.tracker.least-mix-units", "60",
              "longshore.tracker.emit-interval", "PT0.2S"),
          "trainer",
          Map.of(
              "longshore.trainer.recipe", "tiny",
              "longshore.trainer.held-out-fraction", "0.1",
              "longshore.trainer.threads", "1"),
          "scorer",
          Map.of("longshore.scorer.http.port", "0"),
          "ingest",
          Map.of("longshore.ingest.http.port", "0"));

  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private final LocalBroker broker;
  private final Map<String, Launcher> services = new LinkedHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final IngestService ingest;
  private final Observatory seen;

  MonitoredSystem(Path data, Map<String, String> trackerSettings) {
    this.broker = LocalBroker.start(data.resolve("kafka"), 0);
    open.add(broker);
    var entrance = new InProcess<>(new IngestServiceFactory(), IngestService.class);
    try {
      start("rollout", new RolloutServiceFactory(), data, Map.of());
      start("tracker", new TrackerServiceFactory(), data, trackerSettings);
      start("trainer", new TrainerServiceFactory(), data, Map.of());
      start("scorer", new ScorerServiceFactory(), data, Map.of());
      start("ingest", entrance, data, Map.of());
      this.ingest = entrance.service();
      this.seen = new Observatory(context());
      open.add(seen);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void start(String name, ServiceFactory factory, Path data, Map<String, String> over) {
    var settings = new HashMap<>(SMALL);
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("longshore.data-directory", data.resolve(name).toString());
    settings.putAll(OF_SERVICES.getOrDefault(name, Map.of()));
    settings.putAll(over);
    var launcher =
        new Launcher(
            Settings.load(Map.of(), settings, Set.of(ProcessSettings.class, factory.settings())),
            List.of(factory),
            Clock.systemUTC(),
            broken::add);
    services.put(name, launcher);
    open.add(launcher);
  }

  ServiceContext context() {
    return services.values().iterator().next().context();
  }

  /** Admin ports by service. */
  Map<String, Integer> adminPorts() {
    var ports = new LinkedHashMap<String, Integer>();
    services.forEach((name, launcher) -> ports.put(name, launcher.adminPort()));
    return ports;
  }

  /** What Prometheus would read of a service. */
  String scrape(String service) throws Exception {
    return http.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + adminPorts().get(service) + "/metrics"))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  /** Stops a service for good. */
  void stop(String service) throws Exception {
    Launcher launcher = services.get(service);
    if (launcher != null) {
      open.remove(launcher);
      launcher.close();
    }
  }

  /** Waits for the first model; noise is learned by nobody, so an operator makes it live. */
  void awaitFirstModel() {
    await("a decision", o -> !o.plans().isEmpty());
    if (liveNow(seen).isEmpty()) {
      ModelVersion version = seen.models().get(0).value().version();
      try (var requests = context().kafka().promptWriter(Topics.OPERATOR_REQUESTS, "test")) {
        requests.write(
            "promote",
            new OperatorRequest.Promote(
                "promote", context().stream(), version, "for a test", Instant.now()));
      }
    }
    await("a live model", o -> liveNow(o).isPresent());
  }

  private static Optional<ModelVersion> liveNow(Observatory seen) {
    List<Seen<RolloutPlan>> plans = seen.plans();
    return plans.get(plans.size() - 1).value().live();
  }

  int ingestPort() {
    return ingest.port();
  }

  void await(String what, Predicate<Observatory> condition) {
    if (!seen.await(o -> !broken.isEmpty() || condition.test(o), PATIENCE)) {
      throw new AssertionError("waited in vain for " + what);
    }
    if (!broken.isEmpty()) {
      throw new AssertionError("while waiting for " + what + " a part broke: " + broken);
    }
  }

  @Override
  public void close() {
    for (int i = open.size() - 1; i >= 0; i--) {
      try {
        open.get(i).close();
      } catch (Exception e) {
        throw new IllegalStateException("a part of the test did not stop", e);
      }
    }
  }
}
