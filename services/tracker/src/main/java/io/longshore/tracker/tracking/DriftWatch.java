package io.longshore.tracker.tracking;

import io.longshore.domain.drift.DesignEffect;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.ReferenceMix;
import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.count.TrackerState;
import io.longshore.tracker.count.Watch;
import io.longshore.tracker.count.WatchedUnits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Weighs what is counted against the mixes of the live model's head and backbone. */
final class DriftWatch {
  private final InForce inForce;
  private final TrackingMemory memory;
  private final long horizon;

  /** The mixes weighed against, made ready: at most two. */
  private final Map<ModelVersion, ReferenceMix> ready = new HashMap<>();

  /**
   * @param horizon units within which an alarm may be false by chance
   */
  DriftWatch(InForce inForce, TrackingMemory memory, long horizon) {
    this.horizon = horizon;
    this.inForce = inForce;
    this.memory = memory;
  }

  /** The evidence against the live head's mix; none without a live model. */
  DriftEvidence head(TrackerState state) {
    return weigh(state.reference(), state);
  }

  /** The evidence against the mix that the live backbone was trained on. */
  DriftEvidence backbone(TrackerState state) {
    return weigh(state.reference().flatMap(head -> state.watch().backbone()), state);
  }

  /** Labelled classes that the live model does not have. */
  SortedSet<String> newClasses(TrackerState state) {
    var unknown = new TreeSet<String>();
    state
        .reference()
        .map(version -> mix(version, state))
        .ifPresent(
            mix ->
                memory.tallies().names().stream()
                    .filter(name -> !mix.names(name))
                    .forEach(unknown::add));
    return unknown;
  }

  /** Units by class since the latest moment that a change is looked for from. */
  Map<String, Long> latest(TrackerState state) {
    List<Map<String, Long>> since = units(state);
    return since.get(since.size() - 1);
  }

  private DriftEvidence weigh(Optional<ModelVersion> against, TrackerState state) {
    return against
        .map(version -> inForce.detector().weigh(mix(version, state), units(state), effect(state)))
        .map(evidence -> evidence.within(horizon))
        .orElse(DriftEvidence.NONE);
  }

  private DesignEffect effect(TrackerState state) {
    return memory.bursts().effect(state.counted().units());
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
            memory
                .mix(missing)
                .map(mix -> ReferenceMix.of(missing, mix.weights()))
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "the mix of model "
                                + missing
                                + " was there when it became the reference and is gone")));
  }

  /**
   * Units by class since the moments that a change is looked for from: since the reference was set,
   * since the start of the window of evidence before the current one, and since the start of the
   * current one; each moment once.
   */
  List<Map<String, Long>> units(TrackerState state) {
    Watch watch = state.watch();
    var since = new ArrayList<Map<String, Long>>();
    since.add(units(watched -> watched.sinceReference(watch)));
    if (watch.windows() > 1) {
      since.add(units(watched -> watched.sinceWindowBefore(watch)));
    }
    if (watch.windows() > 0) {
      since.add(units(watched -> watched.inWindow(watch)));
    }
    return List.copyOf(since);
  }

  private Map<String, Long> units(ToLongFunction<WatchedUnits> count) {
    var units = new TreeMap<String, Long>();
    memory
        .tallies()
        .forEach(
            (name, tally) -> {
              long n = count.applyAsLong(tally.watched());
              if (n > 0) {
                units.put(name, n);
              }
            });
    return units;
  }
}
