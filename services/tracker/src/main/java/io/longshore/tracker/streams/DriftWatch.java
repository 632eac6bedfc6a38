package io.longshore.tracker.streams;

import io.longshore.domain.drift.DriftDetector;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.ReferenceMix;
import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.TrackerState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Weighs what is counted against the mixes of the live model's head and backbone. */
final class DriftWatch {
  private final DriftDetector detector;
  private final TrackerStores stores;

  /** The mixes weighed against, made ready: at most two. */
  private final Map<ModelVersion, ReferenceMix> ready = new HashMap<>();

  DriftWatch(DriftDetector detector, TrackerStores stores) {
    this.detector = detector;
    this.stores = stores;
  }

  /** The evidence against the live head's mix; none without a live model. */
  DriftEvidence head(TrackerState state, SortedMap<String, ClassTally> tallies) {
    return weigh(state.reference(), state, tallies);
  }

  /** The evidence against the mix that the live backbone was trained on. */
  DriftEvidence backbone(TrackerState state, SortedMap<String, ClassTally> tallies) {
    return weigh(state.reference().flatMap(head -> state.watch().backbone()), state, tallies);
  }

  /** Labelled classes that the live model does not have. */
  SortedSet<String> newClasses(TrackerState state, SortedMap<String, ClassTally> tallies) {
    var unknown = new TreeSet<String>();
    state
        .reference()
        .map(version -> mix(version, state))
        .ifPresent(
            mix ->
                tallies.keySet().stream().filter(name -> !mix.names(name)).forEach(unknown::add));
    return unknown;
  }

  private DriftEvidence weigh(
      Optional<ModelVersion> against, TrackerState state, SortedMap<String, ClassTally> tallies) {
    return against
        .map(version -> detector.weigh(mix(version, state), live(state, tallies)))
        .orElse(DriftEvidence.NONE);
  }

  private ReferenceMix mix(ModelVersion version, TrackerState state) {
    ready
        .keySet()
        .removeIf(
            other ->
                !state.watch().head().equals(Optional.of(other))
                    && !state.watch().backbone().equals(Optional.of(other)));
    return ready.computeIfAbsent(
        version,
        missing ->
            stores
                .mix(missing)
                .map(mix -> ReferenceMix.of(missing, mix.weights()))
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "the mix of model "
                                + missing
                                + " was there when it became the reference and is gone")));
  }

  private static SortedMap<String, Long> live(
      TrackerState state, SortedMap<String, ClassTally> tallies) {
    var live = new TreeMap<String, Long>();
    tallies.forEach(
        (name, tally) -> {
          long units = tally.liveIn(state.watch());
          if (units > 0) {
            live.put(name, units);
          }
        });
    return live;
  }
}
