package io.longshore.standalone.endtoend;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.standalone.system.LocalSystem;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** A whole system with the smallest network, somebody who sends pictures, somebody who watches. */
final class TestSystem implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Small numbers, so that a few hundred images are a story; no gate, for nothing is learned well.
   */
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("longshore.trainer.recipe", "tiny"),
          Map.entry("longshore.trainer.held-out-fraction", "0"),
          Map.entry("longshore.trainer.threads", "1"),
          Map.entry("longshore.tracker.first-model-labels", "200"),
          Map.entry("longshore.tracker.half-life-units", "100"),
          Map.entry("longshore.tracker.least-mix-units", "60"),
          Map.entry("longshore.tracker.emit-interval", "PT0.2S"),
          Map.entry("longshore.rollout.promotion.retrain-path", "direct"),
          Map.entry("longshore.rollout.promotion.guard-share", "0"),
          Map.entry("longshore.rollout.gate.over-chance", "0"),
          Map.entry("longshore.rollout.gate.balanced-margin", "1"),
          Map.entry("longshore.rollout.gate.many-margin", "1"),
          Map.entry("longshore.rollout.gate.medium-margin", "1"),
          Map.entry("longshore.rollout.gate.few-margin", "1"),
          Map.entry("longshore.ingest.http.port", "0"),
          Map.entry("longshore.console.port", "0"),
          Map.entry("longshore.admin.port", "0"));

  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private final LocalSystem system;
  private final Observatory seen;
  private final HttpSender sender;

  private TestSystem(Path data, Map<String, String> over, List<ServiceFactory> beside) {
    var settings = new HashMap<>(SMALL);
    settings.putAll(over);
    this.system = new LocalSystem(data, 0, settings, Map.of(), broken::add, beside);
    this.seen = new Observatory(system.context());
    this.sender = new HttpSender(system.ingest().port());
  }

  static TestSystem start(Path data) {
    return start(data, Map.of());
  }

  static TestSystem start(Path data, Map<String, String> over) {
    return new TestSystem(data, over, List.of());
  }

  /** A system and services that look on. */
  static TestSystem start(Path data, Map<String, String> over, ServiceFactory... beside) {
    return new TestSystem(data, over, List.of(beside));
  }

  Observatory seen() {
    return seen;
  }

  KafkaConnection kafka() {
    return system.context().kafka();
  }

  String bootstrapServers() {
    return system.bootstrapServers();
  }

  /** Arguments of a command that talks to this system. */
  String[] withBroker(String... arguments) {
    String[] whole = Arrays.copyOf(arguments, arguments.length + 2);
    whole[arguments.length] = "-b";
    whole[arguments.length + 1] = bootstrapServers();
    return whole;
  }

  int ingestPort() {
    return system.ingest().port();
  }

  int adminPort() {
    return system.adminPort();
  }

  /** Parts that broke beyond repair. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** Sends labelled pictures over HTTP and returns when all are acknowledged. */
  void send(Collection<Picture> pictures) {
    sender.send(pictures);
  }

  /** Sends pictures without their labels and returns when all are acknowledged. */
  void sendUnlabelled(Collection<Picture> pictures) {
    sender.sendUnlabelled(pictures);
  }

  /** The models that a gear made, oldest first. */
  List<ModelManifest> models(Gear gear) {
    return seen.models().stream().map(Seen::value).filter(m -> m.recipe().gear() == gear).toList();
  }

  /** Waits until the newest model of a gear beyond so many is served, and returns it. */
  ModelManifest awaitServed(Gear gear, int beyond) {
    await(
        "model " + (beyond + 1) + " of gear " + gear.word() + " to be served",
        o -> models(gear).size() > beyond && wasServed(models(gear).get(beyond).version()));
    return models(gear).get(beyond);
  }

  /** Whether a scorer ever said that it serves the model. */
  boolean wasServed(ModelVersion version) {
    return seen.reports().stream().anyMatch(r -> r.value().serving().equals(Optional.of(version)));
  }

  /** What the scorer said last that it serves. */
  Optional<ModelVersion> serving() {
    List<Seen<ScorerReport>> reports = seen.reports();
    return reports.isEmpty() ? Optional.empty() : reports.get(reports.size() - 1).value().serving();
  }

  void awaitServing(ModelVersion version) {
    await("model " + version + " to serve", o -> serving().equals(Optional.of(version)));
  }

  void awaitPredicted(Collection<Picture> pictures) {
    await(
        pictures.size() + " images to be predicted",
        o -> pictures.stream().allMatch(p -> o.isPredicted(new ImageId(p.id()))));
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
    seen.close();
    system.close();
  }
}
