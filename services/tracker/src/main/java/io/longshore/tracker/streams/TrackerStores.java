package io.longshore.tracker.streams;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.ModelMix;
import io.longshore.tracker.count.TrackerState;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores shared by everything that tracks one stream; one task owns them. */
final class TrackerStores {
  static final String STATE = "state";
  static final String TALLIES = "tallies";
  static final String MIXES = "mixes";

  private static final String ONLY_KEY = "stream";

  private final KeyValueStore<String, TrackerState> state;
  private final KeyValueStore<String, ClassTally> tallies;
  private final KeyValueStore<String, ModelMix> mixes;

  TrackerStores(ProcessorContext<?, ?> context) {
    this.state = context.getStateStore(STATE);
    this.tallies = context.getStateStore(TALLIES);
    this.mixes = context.getStateStore(MIXES);
  }

  static StoreBuilder<KeyValueStore<String, TrackerState>> stateStore(
      Map<String, String> changelog) {
    return inMemory(STATE, StateLayout.SERDE, changelog);
  }

  static StoreBuilder<KeyValueStore<String, ClassTally>> tallyStore(Map<String, String> changelog) {
    return inMemory(TALLIES, TallyLayout.SERDE, changelog);
  }

  static StoreBuilder<KeyValueStore<String, ModelMix>> mixStore(Map<String, String> changelog) {
    return inMemory(MIXES, MixLayout.SERDE, changelog);
  }

  TrackerState state() {
    TrackerState stored = state.get(ONLY_KEY);
    return stored == null ? TrackerState.NEW : stored;
  }

  void keep(TrackerState changed) {
    state.put(ONLY_KEY, changed);
  }

  void change(String className, UnaryOperator<ClassTally> how) {
    ClassTally stored = tallies.get(className);
    tallies.put(className, how.apply(stored == null ? ClassTally.NONE : stored));
  }

  void changeAll(UnaryOperator<ClassTally> how) {
    tallies().forEach((name, tally) -> tallies.put(name, how.apply(tally)));
  }

  SortedMap<String, ClassTally> tallies() {
    var all = new TreeMap<String, ClassTally>();
    try (KeyValueIterator<String, ClassTally> entries = tallies.all()) {
      while (entries.hasNext()) {
        KeyValue<String, ClassTally> entry = entries.next();
        all.put(entry.key, entry.value);
      }
    }
    return all;
  }

  /** Number of classes that were ever labelled. */
  long classes() {
    return tallies.approximateNumEntries();
  }

  /** The mix a model was adapted to, if its manifest has come. */
  Optional<ModelMix> mix(ModelVersion version) {
    return Optional.ofNullable(mixes.get(version.value()));
  }

  void keepMix(ModelManifest manifest) {
    mixes.put(manifest.version().value(), ModelMix.of(manifest));
  }

  void forgetMix(ModelVersion version) {
    mixes.delete(version.value());
  }

  /**
   * Watches against the live model once both its plan and its manifest are there, in whichever
   * order they came.
   */
  void settle(TrackerState changed) {
    Optional<ModelVersion> due =
        changed
            .live()
            .filter(live -> changed.reference().isEmpty())
            .filter(live -> mix(live).isPresent());
    keep(due.map(live -> changed.watching(live, backbone(live))).orElse(changed));
  }

  /** The nearest ancestor with a backbone of its own, as far as manifests are known. */
  private ModelVersion backbone(ModelVersion version) {
    ModelVersion nearest = version;
    var passed = new HashSet<ModelVersion>();
    while (passed.add(nearest)) {
      nearest =
          mix(nearest)
              .flatMap(ModelMix::backboneOf)
              .filter(parent -> mix(parent).isPresent())
              .orElse(nearest);
    }
    return nearest;
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> inMemory(
      String name, Serde<V> values, Map<String, String> changelog) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
        .withLoggingEnabled(changelog)
        .withCachingDisabled();
  }
}
