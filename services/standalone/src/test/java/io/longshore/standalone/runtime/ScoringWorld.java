package io.longshore.standalone.runtime;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.Trial;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.standalone.soak.NoiseModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Everything a scorer needs around it: topics, models, plans and images; and scorers. */
final class ScoringWorld implements AutoCloseable {
  private final KafkaConnection kafka;
  private final TopicArtifactStore artifacts;
  private final List<Process> scorers = new ArrayList<>();
  private final Path logs;
  private long epoch;

  /**
   * @param logs a folder for what scorers say
   */
  ScoringWorld(KafkaConnection kafka, Path logs) {
    this.kafka = kafka;
    this.logs = logs;
    TestTopics.create(kafka, Topics.all().toArray(Topic<?, ?>[]::new));
    this.artifacts = new TopicArtifactStore(kafka, "test");
  }

  ModelManifest model(int seed) {
    ModelManifest manifest = unannounced(seed);
    announce(manifest);
    return manifest;
  }

  /** A model of which only its artifacts are there. */
  ModelManifest unannounced(int seed) {
    return NoiseModel.small(seed).in(artifacts);
  }

  void announce(ModelManifest manifest) {
    try (var models = kafka.promptWriter(Topics.MODELS, "test-models")) {
      models.write(manifest.version(), manifest);
    }
  }

  void plan(ModelManifest live, Optional<Trial> trial) {
    epoch++;
    Optional<ModelVersion> version = Optional.of(live.version());
    try (var plans = kafka.promptWriter(Topics.ROLLOUTS, "test-plans")) {
      plans.write(
          "default",
          new RolloutPlan(
              "default",
              epoch,
              version,
              Optional.empty(),
              RolloutStep.PROMOTED,
              version,
              "for a test",
              Instant.now(),
              trial,
              false,
              Optional.empty()));
    }
  }

  long epoch() {
    return epoch;
  }

  /** Sends noise under ids from one number to another. */
  void send(ModelManifest live, int from, int to) {
    var random = new Random(from);
    var noise = new ArrayList<Image>();
    for (int i = from; i < to; i++) {
      byte[] pixels = new byte[live.recipe().input().size()];
      random.nextBytes(pixels);
      noise.add(Image.ofPixels(live.recipe().input(), pixels));
    }
    send(from, noise);
  }

  /** Sends images under ids from a number on. */
  void send(int from, List<Image> all) {
    var sent = new ArrayList<CompletableFuture<RecordMetadata>>();
    try (var images = kafka.bulkWriter(Topics.IMAGES, "test-images")) {
      for (int i = 0; i < all.size(); i++) {
        var id = new ImageId("image-" + (from + i));
        sent.add(
            images.send(
                id,
                new StreamImage(
                    id, all.get(i), new ImageOrigin("test", "unit", Instant.EPOCH, Split.STREAM))));
      }
      images.flush();
    }
    sent.forEach(CompletableFuture::join);
  }

  /** Sends images for as long as a process lives and some after it: its end finds it at work. */
  CompletableFuture<Integer> sendWhileAlive(ModelManifest live, Process scorer, int from) {
    return CompletableFuture.supplyAsync(
        () -> {
          int sent = from;
          boolean alive;
          do {
            alive = scorer.isAlive();
            send(live, sent, sent + 200);
            sent += 200;
          } while (alive);
          return sent;
        });
  }

  /** Starts a scorer, a process of its own with a small batch so that it does not end too soon. */
  Process scorer(Map<String, String> settings) throws Exception {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.longshore.scorer.ScorerMain")
            .redirectErrorStream(true)
            .redirectOutput(log(scorers.size()).toFile());
    var all = new HashMap<String, String>();
    all.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    all.put("LONGSHORE_TOPICS_PREFIX", kafka.names().prefix());
    all.put("LONGSHORE_TOPICS_REPLICATION", "1");
    all.put("LONGSHORE_TOPICS_MIN_IN_SYNC", "1");
    all.put("LONGSHORE_ADMIN_PORT", "0");
    all.put("LONGSHORE_DATA_DIRECTORY", logs.resolve("data").toString());
    all.put("LONGSHORE_SCORER_BATCH", "4");
    all.put("LONGSHORE_SCORER_WORKERS", "2");
    all.putAll(settings);
    builder.environment().putAll(all);
    Process process = builder.start();
    scorers.add(process);
    return process;
  }

  private Path log(int scorer) {
    return logs.resolve("scorer-" + scorer + ".log");
  }

  /** Waits until a scorer, counted from 0, has said something. */
  void awaitSaid(int scorer, String words) throws Exception {
    while (!Files.exists(log(scorer)) || !Files.readString(log(scorer)).contains(words)) {
      Thread.sleep(50);
    }
  }

  /** Waits for a report of any scorer. */
  ScorerReport awaitReport(Predicate<ScorerReport> wanted) throws InterruptedException {
    while (true) {
      Optional<ScorerReport> found =
          TestTopics.values(kafka, Topics.SCORER_REPORTS).stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(100);
    }
  }

  /** What readers of committed records see. */
  List<Prediction> predictions() {
    return TestTopics.values(kafka, Topics.PREDICTIONS);
  }

  List<Prediction> awaitPredictions(int count) throws InterruptedException {
    List<Prediction> seen = predictions();
    while (seen.stream().map(Prediction::image).distinct().count() < count) {
      Thread.sleep(100);
      seen = predictions();
    }
    return seen;
  }

  @Override
  public void close() {
    scorers.forEach(Child::kill);
    artifacts.close();
  }
}
