package io.longshore.tracker.streams;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.drift.DriftDetector;
import io.longshore.domain.reject.Reject;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.tracker.TrackerSettings;
import io.longshore.tracker.policy.AdaptationPolicy;
import io.longshore.tracker.policy.StartingPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
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
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/**
 * How labels become class frequencies and adaptations.
 *
 * <pre>
 * labels (p partitions) -> count each image once -> label-deltas (1 partition) -+
 * rollouts -> follow the live model --------------------------------------------+-> class-frequencies
 * models ---> keep the mixes of models -----------------------------------------+-> adaptations
 * </pre>
 *
 * What cannot be read goes to the tracker's rejects. Everything happens in transactions: counts,
 * decisions and the labels they contain stand or fall together.
 */
public final class TrackerTopology {
  /** Restoring reads a whole changelog, so keep it near the size of its store. */
  private static final Map<String, String> COMPACT_OFTEN =
      Map.of(
          TopicConfig.SEGMENT_BYTES_CONFIG,
          Integer.toString(16 * 1024 * 1024),
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
          "0.1");

  private final TrackerSettings settings;
  private final String stream;
  private final Function<Topic<?, ?>, String> names;
  private final Clock clock;
  private final TrackerMeters meters;
  private final DriftDetector detector;
  private final AdaptationPolicy policy;

  /**
   * A topology for one stream.
   *
   * @param names full name of a topic in the deployment
   * @param clock when things are refused
   * @throws IllegalArgumentException if a setting is out of range
   */
  public TrackerTopology(
      TrackerSettings settings,
      String stream,
      Function<Topic<?, ?>, String> names,
      Clock clock,
      MeterRegistry meters) {
    check(settings);
    this.settings = settings;
    this.stream = stream;
    this.names = names;
    this.clock = clock;
    this.meters = new TrackerMeters(meters);
    this.detector = new DriftDetector(settings.alpha(), settings.effectFloor());
    this.policy = new AdaptationPolicy(StartingPolicy.of(settings));
  }

  public Topology build() {
    var builder = new StreamsBuilder();
    addStores(builder);
    KStream<String, LabelOutcome> labels =
        source(builder, Topics.LABELS)
            .process(
                () -> new LabelCounting(stream, settings.duplicateWindow(), clock, meters),
                Named.as("count-labels"),
                LabelCounting.SEEN_IMAGES);
    reject(
        labels.flatMap(
            (key, outcome) ->
                outcome.rejects().stream()
                    .map(reject -> KeyValue.pair(reject.source(), reject))
                    .toList(),
            Named.as("refused-labels")),
        "reject-labels");
    track(
        labels
            .mapValues(LabelOutcome::delta, Named.as("deltas"))
            .repartition(
                Repartitioned.with(Serdes.String(), DeltaLayout.SERDE)
                    .withName("label-deltas")
                    .withNumberOfPartitions(1)));
    reject(
        follow(builder, Topics.ROLLOUTS, new PlanFollowing(stream), "follow-plan"), "reject-plans");
    reject(
        follow(builder, Topics.MODELS, new ModelFollowing(stream), "follow-models"),
        "reject-models");
    return builder.build();
  }

  private void addStores(StreamsBuilder builder) {
    builder.addStateStore(
        SeenWindow.store(LabelCounting.SEEN_IMAGES, settings.duplicateWindow(), COMPACT_OFTEN));
    builder.addStateStore(
        SeenWindow.store(FrequencyTracking.SEEN_UNITS, settings.duplicateWindow(), COMPACT_OFTEN));
    builder.addStateStore(TrackerStores.stateStore(COMPACT_OFTEN));
    builder.addStateStore(TrackerStores.tallyStore(COMPACT_OFTEN));
    builder.addStateStore(TrackerStores.mixStore(COMPACT_OFTEN));
  }

  private <K, V> KStream<String, Reject> follow(
      StreamsBuilder builder, Topic<K, V> topic, TopicFollowing.Rule<K, V> rule, String name) {
    return source(builder, topic)
        .process(
            () -> new TopicFollowing<>(topic, rule, clock, meters),
            Named.as(name),
            TrackerStores.STATE,
            TrackerStores.TALLIES,
            TrackerStores.MIXES);
  }

  private void track(KStream<String, LabelDelta> deltas) {
    KStream<String, Publication> publications =
        deltas.process(
            () -> new FrequencyTracking(stream, settings, detector, policy, meters),
            Named.as("track-frequencies"),
            FrequencyTracking.SEEN_UNITS,
            TrackerStores.STATE,
            TrackerStores.TALLIES,
            TrackerStores.MIXES);
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
            .withTimestampExtractor(new UsePartitionTimeOnInvalidTimestamp())
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

  private static void check(TrackerSettings settings) {
    if (settings.lookEveryUnits() < 1
        || settings.emitEveryLabels() < 1
        || settings.evidenceWindowUnits() < 1) {
      throw new IllegalArgumentException(
          "longshore.tracker.look-every-units (%d), emit-every-labels (%d) and evidence-window-units (%d) must be at least 1"
              .formatted(
                  settings.lookEveryUnits(),
                  settings.emitEveryLabels(),
                  settings.evidenceWindowUnits()));
    }
    if (settings.duplicateWindow().toMillis() < 1 || settings.emitInterval().toMillis() < 1) {
      throw new IllegalArgumentException(
          "longshore.tracker.duplicate-window (%s) and emit-interval (%s) must be at least 1 ms"
              .formatted(settings.duplicateWindow(), settings.emitInterval()));
    }
  }
}
