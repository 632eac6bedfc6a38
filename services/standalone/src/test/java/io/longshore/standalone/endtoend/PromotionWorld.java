package io.longshore.standalone.endtoend;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.rollout.RolloutServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import io.longshore.scorer.ScorerServiceFactory;
import io.longshore.standalone.broker.LocalBroker;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * A broker, the rollout service and two scorers as they are in production, and a stream of labelled
 * images that flows while somebody waits. Models come from a test.
 */
final class PromotionWorld implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROUND = 120;

  private static final Map<String, String> SCORER = Map.of("longshore.scorer.workers", "1");

  /** The default paths; margins and labels so that some hundred images decide. */
  private static final Map<String, String> ROLLOUT =
      Map.of(
          "longshore.rollout.promotion.shadow-share", "0.8",
          "longshore.rollout.promotion.canary-share", "0.5",
          "longshore.rollout.promotion.guard-share", "0.5",
          "longshore.rollout.promotion.margin-overall", "0.1",
          "longshore.rollout.promotion.margin-many", "0.2",
          "longshore.rollout.promotion.margin-medium", "0.2",
          "longshore.rollout.promotion.margin-few", "0.2",
          "longshore.rollout.promotion.minimum-labels", "100");

  private final LocalBroker broker;
  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private final List<Launcher> processes;
  private final Observatory seen;
  private final TopicArtifactStore artifacts;
  private int sent;

  PromotionWorld(Path data) {
    this.broker = LocalBroker.start(data.resolve("kafka"), 0);
    this.processes =
        List.of(
            launch(data, "0", new RolloutServiceFactory(), ROLLOUT),
            launch(data, "1", new ScorerServiceFactory(), SCORER),
            launch(data, "2", new ScorerServiceFactory(), SCORER));
    this.seen = new Observatory(processes.get(0).context());
    this.artifacts = new TopicArtifactStore(kafka(), "test");
  }

  private Launcher launch(
      Path data, String instance, ServiceFactory factory, Map<String, String> own) {
    var settings = new HashMap<>(own);
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("longshore.topics.replication", "1");
    settings.put("longshore.topics.min-in-sync", "1");
    settings.put("longshore.admin.port", "0");
    settings.put("longshore.instance", instance);
    settings.put("longshore.data-directory", data.resolve(instance).toString());
    return new Launcher(
        Settings.load(Map.of(), settings, Set.of(ProcessSettings.class, factory.settings())),
        List.of(factory),
        Clock.systemUTC(),
        broken::add);
  }

  KafkaConnection kafka() {
    return processes.get(0).context().kafka();
  }

  ArtifactStore artifacts() {
    return artifacts;
  }

  Observatory seen() {
    return seen;
  }

  /** Parts that broke beyond repair. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** Images sent so far, numbered from 0 on. */
  int sent() {
    return sent;
  }

  ModelManifest announce(ModelManifest model) {
    try (var models = kafka().promptWriter(Topics.MODELS, "test")) {
      models.write(model.version(), model);
    }
    return model;
  }

  /** Sends images with their labels. */
  void stream() {
    sendImages();
    try (TopicWriter<ImageId, Label> labels = kafka().bulkWriter(Topics.LABELS, "test")) {
      for (int i = sent - ROUND; i < sent; i++) {
        var unused = labels.send(Shade.id(i), Shade.label(i));
      }
      labels.flush();
    }
  }

  private void sendImages() {
    try (var images = kafka().bulkWriter(Topics.IMAGES, "test")) {
      for (int end = sent + ROUND; sent < end; sent++) {
        var unused = images.send(Shade.id(sent), Shade.image(sent));
      }
      images.flush();
    }
  }

  /** Somebody labels images otherwise than the stream does, or will: every tenth of so many. */
  void contradict(int images) {
    try (TopicWriter<ImageId, Label> labels = kafka().bulkWriter(Topics.LABELS, "test")) {
      for (int i = sent; i < sent + images; i += 10) {
        var unused = labels.send(Shade.id(i), Shade.label(i, Shade.of(i + 1).word()));
      }
      labels.flush();
    }
  }

  /** Lets the stream flow until a plan of this step is about this model; the plan. */
  RolloutPlan flowUntil(RolloutStep step, ModelManifest about) throws InterruptedException {
    flowUntil(step + " of " + about.version().brief(), o -> plan(step, about).isPresent());
    return plan(step, about).orElseThrow();
  }

  /** Lets the stream flow until a condition holds. */
  void flowUntil(String what, Predicate<Observatory> condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!seen.await(condition, Duration.ofMillis(200))) {
      if (System.nanoTime() > end || !broken.isEmpty()) {
        throw new AssertionError(
            "waited in vain for %s; broken %s; plans %s".formatted(what, broken, plans()));
      }
      stream();
    }
  }

  /** Waits until everything that was sent is predicted. */
  void awaitPredicted() {
    if (!seen.await(o -> o.imagesPredicted() >= sent, PATIENCE)) {
      throw new AssertionError(
          "%d of %d images were predicted; broken %s"
              .formatted(seen.imagesPredicted(), sent, broken));
    }
  }

  /** The plans, oldest first. */
  List<RolloutPlan> plans() {
    return seen.plans().stream().map(Seen::value).toList();
  }

  private Optional<RolloutPlan> plan(RolloutStep step, ModelManifest about) {
    return plans().stream()
        .filter(plan -> plan.step() == step)
        .filter(plan -> plan.subject().equals(Optional.of(about.version())))
        .findFirst();
  }

  @Override
  public void close() {
    artifacts.close();
    seen.close();
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).close();
    }
    broker.close();
  }
}
