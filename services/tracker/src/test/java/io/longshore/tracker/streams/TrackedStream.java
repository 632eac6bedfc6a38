package io.longshore.tracker.streams;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.runtime.config.Settings;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.tracker.TrackerSettings;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.LabelBatchLayout;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology without a broker: labels, plans and manifests in, everything it says out. */
final class TrackedStream implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String STREAM = "reef";

  /** Twenty labels a bucket. */
  private static final Duration BETWEEN_LABELS = Duration.ofMillis(50);

  private static final Duration BUCKET = BETWEEN_LABELS.multipliedBy(20);
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration FINELY = Duration.ofSeconds(20);

  private final TopologyTestDriver driver;
  private final TestOutputTopic<String, ClassFrequencies> frequencies;
  private final TestOutputTopic<String, Adaptation> adaptations;
  private final TestOutputTopic<String, Reject> rejects;
  private Instant now = START;
  private long planEpoch;
  private int labels;

  /** With settings by their last names, over the defaults but for a bucket of twenty labels. */
  TrackedStream(Map<String, String> settings) {
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams");
    this.driver = new TopologyTestDriver(topology(settings), properties, START);
    this.frequencies = output(Topics.CLASS_FREQUENCIES);
    this.adaptations = output(Topics.ADAPTATIONS);
    this.rejects = output(Topics.rejects(Writer.TRACKER));
  }

  static Topology topology(Map<String, String> settings) {
    return new TrackerTopology(
            settings(settings),
            STREAM,
            1,
            topic -> "test-" + topic.name(),
            Clock.fixed(START, ZoneOffset.UTC),
            new SimpleMeterRegistry())
        .build();
  }

  private static TrackerSettings settings(Map<String, String> settings) {
    var keys = new HashMap<String, String>();
    keys.put("longshore.tracker.bucket", BUCKET.toString());
    settings.forEach((name, value) -> keys.put("longshore.tracker." + name, value));
    return Settings.load(Map.of(), keys, Set.of(TrackerSettings.class)).of(TrackerSettings.class);
  }

  /** A label of a new image that is a unit by itself. */
  void label(String className) {
    String image = "image-" + labels++;
    label(image, className, image);
  }

  void label(String image, String className, String unit) {
    label(image, className, unit, Split.STREAM);
  }

  void label(String image, String className, String unit, Split split) {
    label(image, className, unit, split, now);
    later(BETWEEN_LABELS);
  }

  void label(String image, String className, String unit, Split split, Instant at) {
    write(
        Topics.LABELS,
        new ImageId(image),
        new Label(new ImageId(image), className, new ImageLocation(0, 7), unit, split, at),
        at);
  }

  /** Makes a retrained model live: its plan first, then its manifest. */
  ModelVersion goLive(Map<String, Double> mix) {
    return goLive(manifest(mix));
  }

  ModelVersion goLive(ModelManifest manifest) {
    plan(manifest.version());
    announce(manifest);
    return manifest.version();
  }

  void plan(ModelVersion live) {
    planEpoch++;
    plan(STREAM, planEpoch, live);
  }

  void plan(String stream, long epoch, ModelVersion live) {
    beginBucket();
    write(
        Topics.ROLLOUTS,
        stream,
        new RolloutPlan(
            stream,
            epoch,
            Optional.of(live),
            Optional.empty(),
            RolloutStep.PROMOTED,
            Optional.of(live),
            "better",
            now),
        now);
  }

  /** An operator sets a policy. */
  void set(PolicyOverrides overrides) {
    beginBucket();
    write(Topics.POLICIES, overrides.stream(), overrides, now);
  }

  void announce(ModelManifest manifest) {
    beginBucket();
    write(Topics.MODELS, manifest.version(), manifest, now);
  }

  static ModelManifest manifest(Map<String, Double> mix) {
    return manifest(Gear.RETRAIN, Optional.empty(), mix);
  }

  static ModelManifest manifest(Gear gear, Optional<ModelVersion> parent, Map<String, Double> mix) {
    List<ClassEntry> classes =
        new TreeMap<>(mix)
            .entrySet().stream().map(e -> new ClassEntry(e.getKey(), 100, e.getValue())).toList();
    var provenance =
        new Provenance(
            "reef-retrain-1",
            new TreeMap<>(),
            "digest",
            1,
            new TreeMap<>(),
            new TreeMap<>(),
            "cpu");
    return new ModelManifest(
        new ModelRecipe(STREAM, gear, parent, classes, new ImageShape(28, 28, 1), 64, provenance),
        ArtifactRef.of(new byte[] {1}, 1),
        ArtifactRef.of(new byte[] {2}, 2),
        Evaluation.NONE,
        Optional.empty(),
        new ParityReport(1, 0, 1, 1),
        START);
  }

  <K, V> void write(Topic<K, V> topic, K key, V value, Instant at) {
    Encoded encoded = topic.value().encode(value);
    writeBytes(topic, topic.key().encode(key), encoded.bytes(), encoded.headers(), at);
  }

  void writeBytes(
      Topic<?, ?> topic,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Map<String, byte[]> headers,
      Instant at) {
    var kafkaHeaders = new RecordHeaders();
    headers.forEach(kafkaHeaders::add);
    driver
        .createInputTopic(
            "test-" + topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key, value, kafkaHeaders, at));
  }

  /** What counting another partition would have passed on. */
  void batch(LabelBatch batch) {
    TestInputTopic<String, List<LabelBatch>> batches =
        driver.createInputTopic(
            "test-label-batches-repartition",
            new StringSerializer(),
            BinarySerde.of(LabelBatchLayout.LIST).serializer());
    batches.pipeInput(STREAM, List.of(batch), now);
  }

  /** How many times partitions of labels passed on what they had counted, since this was asked. */
  int passedOn() {
    return driver
        .createOutputTopic(
            "test-label-batches-repartition", new StringDeserializer(), new ByteArrayDeserializer())
        .readValuesToList()
        .size();
  }

  /** Time passes on every clock. */
  void later(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  /** Time passes, and nothing comes. */
  void quiet(Duration time) {
    Duration left = time;
    while (left.compareTo(FINELY) < 0 ? !left.isZero() : left.compareTo(time.minus(FINELY)) > 0) {
      later(TICK);
      left = left.minus(TICK);
    }
    later(left);
  }

  /** What happens next is in a bucket of its own. */
  private void beginBucket() {
    long into = Math.floorMod(now.toEpochMilli(), BUCKET.toMillis());
    if (into > 0) {
      later(BUCKET.minusMillis(into));
    }
  }

  List<ClassFrequencies> frequencies() {
    return frequencies.readValuesToList();
  }

  /** The latest counts, with everything contained. */
  ClassFrequencies counts() {
    quiet(Duration.ofSeconds(3));
    List<ClassFrequencies> all = frequencies();
    return all.get(all.size() - 1);
  }

  List<Adaptation> adaptations() {
    return adaptations.readValuesToList();
  }

  List<Reject> rejects() {
    return rejects.readValuesToList();
  }

  @Override
  public void close() {
    driver.close();
  }

  private <K, V> TestOutputTopic<K, V> output(Topic<K, V> topic) {
    return driver.createOutputTopic(
        "test-" + topic.name(),
        CodecSerde.key(topic.key()).deserializer(),
        CodecSerde.value(topic.value()).deserializer());
  }
}
