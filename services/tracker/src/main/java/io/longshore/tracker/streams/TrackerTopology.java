package io.longshore.tracker.streams;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.tracker.TrackerRules;
import io.longshore.tracker.TrackerSettings;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.LabelBatchLayout;
import io.longshore.tracker.label.LabelPartition;
import io.longshore.tracker.policy.StartingPolicy;
import io.longshore.tracker.query.LatestCounts;
import io.longshore.tracker.tracking.Publication;
import io.longshore.tracker.tracking.Step.Event;
import io.longshore.tracker.tracking.Step.MixForgotten;
import io.longshore.tracker.tracking.Step.MixLearned;
import io.longshore.tracker.tracking.Step.PlanFollowed;
import io.longshore.tracker.tracking.Step.PolicySet;
import io.longshore.tracker.tracking.Tracking;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * How labels become class frequencies and adaptations.
 *
 * <pre>
 * labels (p partitions) -> count each image once -> label-batches (1 partition) +
 * rollouts -> follow the live model --------------------------------------------+-> class-frequencies
 * models ---> keep the mixes of models -----------------------------------------+-> adaptations
 * </pre>
 *
 * What cannot be read goes to the tracker's rejects. Everything happens in transactions: counts,
 * decisions and the labels they contain stand or fall together.
 */
public final class TrackerTopology {
  /** Restoring reads a whole changelog, so keep it near the size of its store. */
  private static final WriteBehindStoreBuilder.Logging COMPACT_OFTEN =
      new WriteBehindStoreBuilder.Logging(
          Map.of(
              TopicConfig.SEGMENT_BYTES_CONFIG,
              Integer.toString(16 * 1024 * 1024),
              TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
              "0.1"));

  private final TrackerRules rules;
  private final Emission emission;
  private final int partitions;
  private final String stream;
  private final Function<Topic<?, ?>, String> names;
  private final Clock clock;
  private final TrackerMeters meters;
  private final Policy policy;
  private final LatestCounts latest = new LatestCounts();

  /**
   * A topology for one stream.
   *
   * @param partitions of the labels topic
   * @param names full name of a topic in the deployment
   * @param clock when things are refused
   * @throws IllegalArgumentException if a setting is out of range
   */
  public TrackerTopology(
      TrackerSettings settings,
      String stream,
      int partitions,
      Function<Topic<?, ?>, String> names,
      Clock clock,
      MeterRegistry meters) {
    this.rules = TrackerRules.of(settings);
    this.emission = new Emission(settings.emitEveryLabels(), settings.emitInterval());
    this.partitions = partitions;
    this.stream = stream;
    this.names = names;
    this.clock = clock;
    this.meters = new TrackerMeters(meters, clock);
    this.policy = StartingPolicy.of(settings);
  }

  /** What the running topology has counted, in this process. */
  public LatestCounts latest() {
    return latest;
  }

  public Topology build() {
    var builder = new StreamsBuilder();
    builder.addStateStore(partitionStore());
    builder.addStateStore(trackingStore());
    KStream<String, Gathered> labels =
        source(builder, Topics.LABELS)
            .process(
                () -> new LabelCounting(stream, clock, meters),
                Named.as("count-labels"),
                LabelCounting.STORE);
    reject(
        labels.flatMap(
            (key, gathered) ->
                gathered.rejects().stream()
                    .map(reject -> KeyValue.pair(reject.source(), reject))
                    .toList(),
            Named.as("refused-labels")),
        "reject-labels");
    track(
        labels
            .filterNot((key, gathered) -> gathered.batches().isEmpty(), Named.as("gathered"))
            .mapValues(Gathered::batches, Named.as("batches"))
            .repartition(
                Repartitioned.with(Serdes.String(), BinarySerde.of(LabelBatchLayout.LIST))
                    .withName("label-batches")
                    .withNumberOfPartitions(1)));
    reject(follow(builder, Topics.ROLLOUTS, this::ofPlan, "follow-plan"), "reject-plans");
    reject(follow(builder, Topics.MODELS, new OfModel(stream), "follow-models"), "reject-models");
    reject(
        follow(builder, Topics.POLICIES, new OfPolicy(stream), "follow-policies"),
        "reject-policies");
    return builder.build();
  }

  private WriteBehindStoreBuilder<LabelPartition> partitionStore() {
    return new WriteBehindStoreBuilder<>(
        LabelCounting.STORE,
        () -> new LabelPartition(rules.labels()),
        LabelPartition::memory,
        COMPACT_OFTEN);
  }

  private WriteBehindStoreBuilder<Tracking> trackingStore() {
    return new WriteBehindStoreBuilder<>(
        FrequencyTracking.STORE,
        () -> new Tracking(stream, rules.tracking(), rules.timeline(), policy),
        Tracking::memory,
        COMPACT_OFTEN);
  }

  private Optional<Event> ofPlan(RolloutPlan plan, long at) {
    return Optional.of(plan)
        .filter(itsOwn -> itsOwn.stream().equals(stream))
        .map(itsOwn -> PlanFollowed.of(itsOwn, at));
  }

  private <K, V> KStream<String, Reject> follow(
      StreamsBuilder builder,
      Topic<K, V> topic,
      TopicFollowing.Meaning<K, V> meaning,
      String name) {
    return source(builder, topic)
        .process(
            () -> new TopicFollowing<>(topic, meaning, clock, meters),
            Named.as(name),
            FrequencyTracking.STORE);
  }

  private void track(KStream<String, List<LabelBatch>> batches) {
    KStream<String, Publication> publications =
        batches.process(
            () -> new FrequencyTracking(stream, partitions, emission, meters, latest),
            Named.as("track-frequencies"),
            FrequencyTracking.STORE);
    write(
        publications.mapValues(Publication::frequencies, Named.as("frequencies")),
        Topics.CLASS_FREQUENCIES,
        "publish-frequencies");
    KStream<String, Adaptation> adaptations =
        publications.flatMap(
            (key, publication) ->
                publication.adaptations().stream()
                    .map(adaptation -> KeyValue.pair(adaptation.id(), adaptation))
                    .toList(),
            Named.as("decisions"));
    write(adaptations, Topics.ADAPTATIONS, "ask-for-adaptations");
  }

  private KStream<byte[], byte[]> source(StreamsBuilder builder, Topic<?, ?> topic) {
    return builder.stream(
        names.apply(topic),
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
            .withTimestampExtractor(new StreamTime())
            .withName(topic.name()));
  }

  private void reject(KStream<String, Reject> rejects, String node) {
    write(rejects, Topics.rejects(Writer.TRACKER), node);
  }

  private <K, V> void write(KStream<K, V> records, Topic<K, V> topic, String node) {
    records.to(
        names.apply(topic),
        Produced.with(CodecSerde.key(topic.key()), CodecSerde.value(topic.value())).withName(node));
  }

  /** What a policy means, or that it was taken back. */
  private record OfPolicy(String stream)
      implements TopicFollowing.Meaning<String, PolicyOverrides> {
    @Override
    public Optional<Event> of(PolicyOverrides overrides, long at) {
      return overrides.stream().equals(stream)
          ? Optional.of(PolicySet.of(overrides, at))
          : Optional.empty();
    }

    @Override
    public Optional<Event> ofGone(String key, long at) {
      return key.equals(stream) ? Optional.of(PolicySet.back(at)) : Optional.empty();
    }
  }

  /** What a manifest means, or that it was taken back. */
  private record OfModel(String stream)
      implements TopicFollowing.Meaning<ModelVersion, ModelManifest> {
    @Override
    public Optional<Event> of(ModelManifest manifest, long at) {
      return manifest.recipe().stream().equals(stream)
          ? Optional.of(MixLearned.of(manifest, at))
          : Optional.empty();
    }

    @Override
    public Optional<Event> ofGone(ModelVersion version, long at) {
      return Optional.of(new MixForgotten(at, version));
    }
  }
}
