package io.longshore.standalone.scoring;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.runtime.Health;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.runtime.topic.TopicProvisioning;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.scorer.ScorerServiceFactory;
import io.longshore.scorer.ScorerSettings;
import io.longshore.standalone.soak.NoiseModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Topics of their own for one round, with a model that is planned, and a scorer over them. */
final class Deployment {
  private static final TopicLayout LAYOUT = new TopicLayout(2, (short) 1, 1);
  private static final ImageOrigin ORIGIN =
      new ImageOrigin("bench", "noise", Instant.EPOCH, Split.STREAM);
  private static final int DIFFERENT = 64;

  /** How the name of the thread ends that sends images. */
  static final String SENDER = "bench-images";

  private final KafkaConnection kafka;
  private final String prefix;
  private final Path data;
  private final List<byte[]> pixels = new ArrayList<>();
  private final ImageShape shape;

  /**
   * @param data folder for the files of the scorer
   */
  Deployment(String bootstrapServers, String prefix, NoiseModel model, Path data) {
    this.prefix = prefix;
    this.data = data;
    this.shape = model.recipe().input();
    this.kafka =
        new KafkaConnection(
            Map.of("bootstrap.servers", bootstrapServers),
            new TopicNames(prefix),
            new SimpleMeterRegistry());
    var random = new Random(7);
    for (int i = 0; i < DIFFERENT; i++) {
      byte[] noise = new byte[shape.size()];
      random.nextBytes(noise);
      pixels.add(noise);
    }
    try (Admin admin = kafka.admin("bench-topics")) {
      new TopicProvisioning(admin, kafka.names(), LAYOUT).create(Topics.all());
      stampByTheBroker(admin);
    }
    publish(model);
  }

  private void publish(NoiseModel model) {
    try (var artifacts = new TopicArtifactStore(kafka, "bench");
        var models = kafka.promptWriter(Topics.MODELS, "bench-models");
        var plans = kafka.promptWriter(Topics.ROLLOUTS, "bench-plans")) {
      ModelManifest manifest = model.in(artifacts);
      models.write(manifest.version(), manifest);
      Optional<ModelVersion> live = Optional.of(manifest.version());
      plans.write(
          "default",
          new RolloutPlan(
              "default",
              1,
              live,
              Optional.empty(),
              RolloutStep.PROMOTED,
              live,
              "to be measured",
              Instant.now()));
    }
  }

  /** A prediction's time is to be that of its arrival, however long its producer kept it. */
  private void stampByTheBroker(Admin admin) {
    var predictions =
        new ConfigResource(ConfigResource.Type.TOPIC, kafka.names().of(Topics.PREDICTIONS));
    var stamp = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    var change = new AlterConfigOp(stamp, AlterConfigOp.OpType.SET);
    admin
        .incrementalAlterConfigs(Map.of(predictions, List.of(change)))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  /** A writer of images that go in bulk. */
  TopicWriter<ImageId, StreamImage> bulk() {
    return kafka.bulkWriter(Topics.IMAGES, SENDER);
  }

  StreamImage image(int number) {
    return new StreamImage(
        new ImageId("image-" + number),
        Image.ofPixels(shape, pixels.get(number % DIFFERENT)),
        ORIGIN);
  }

  /** Starts a scorer in this process. */
  Launcher scorer(ScoringLoad load, String guarantee, AtomicReference<String> broken) {
    var settings = new HashMap<String, String>();
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    settings.put("longshore.topics.prefix", prefix);
    settings.put("longshore.topics.replication", "1");
    settings.put("longshore.topics.min-in-sync", "1");
    settings.put("longshore.admin.port", "0");
    settings.put("longshore.data-directory", data.toString());
    settings.put("longshore.scorer.batch", Integer.toString(load.batch()));
    settings.put("longshore.scorer.workers", Integer.toString(load.workers()));
    settings.put("longshore.scorer.guarantee", guarantee);
    return new Launcher(
        Settings.load(Map.of(), settings, Set.of(ProcessSettings.class, ScorerSettings.class)),
        List.of(new ScorerServiceFactory()),
        Clock.systemUTC(),
        broken::set);
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** What a topic is called here. */
  String topic(Topic<?, ?> topic) {
    return kafka.names().of(topic);
  }

  /** Reads a topic whose values somebody else wrote; its end is not awaited. */
  Consumer<byte[], byte[]> reader(Topic<?, ?> topic) {
    Consumer<byte[], byte[]> consumer = kafka.consumer("bench-peer-reads", Map.of());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic(topic)).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /** Every prediction that was committed. */
  List<Received<ImageId, Prediction>> predictions() {
    var all = new ArrayList<Received<ImageId, Prediction>>();
    try (var follower =
        Follower.start(
            kafka,
            Topics.PREDICTIONS,
            "bench-reads",
            new Health(reason -> {}),
            Clock.systemUTC(),
            all::add)) {
      follower.awaitCaughtUp(Duration.ofMinutes(1));
    }
    return all;
  }
}
