package io.longshore.tracker.tracking;

import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.ModelMix;
import io.longshore.tracker.count.TrackerState;
import io.longshore.tracker.count.Watch;
import io.longshore.tracker.label.SeenNames;
import io.longshore.tracker.memory.Compartments;
import io.longshore.tracker.memory.Form;
import io.longshore.tracker.memory.Kept;
import io.longshore.tracker.memory.KeptMap;
import io.longshore.tracker.memory.OldMap;
import io.longshore.tracker.memory.Remembered;
import io.longshore.tracker.memory.Rows;
import io.longshore.tracker.policy.Ledger;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything that is remembered of a stream, its timeline apart. */
final class TrackingMemory {
  private final Kept<TrackerState> state = new Kept<>(StateLayout.FORM, TrackerState.NEW);
  private final Rows<ClassTally> tallies =
      new Rows<>(
          "class tallies",
          TallyLayout.VERSION,
          new TallyLayout(),
          new TallyPacking(),
          ClassTally.NONE);
  private final OldMap<ClassTally> oldTallies = new OldMap<>(OldTallyLayout.FORM);
  private final KeptMap<String, ModelMix> mixes = new KeptMap<>(Form.TEXT, MixLayout.FORM);
  private final Kept<SortedMap<String, String>> policyValues =
      new Kept<>(PolicyValuesLayout.FORM, new TreeMap<>());
  private final Kept<Ledger> ledger = new Kept<>(LedgerLayout.FORM, Ledger.EMPTY);
  private final Bursts bursts = new Bursts();
  private final SeenNames units;

  TrackingMemory(Duration unitWindow) {
    this.units = new SeenNames(unitWindow);
  }

  Remembered pieces() {
    return new Compartments()
        .with('s', state)
        .with('c', tallies)
        .with('t', oldTallies)
        .with('m', mixes)
        .with('p', policyValues)
        .with('l', ledger)
        .with('b', bursts.memory())
        .with('u', units);
  }

  TrackerState state() {
    return state.get();
  }

  void keep(TrackerState changed) {
    state.set(changed);
  }

  /** What operators have set of the policy. */
  SortedMap<String, String> policyValues() {
    return policyValues.get();
  }

  void setPolicy(SortedMap<String, String> values) {
    policyValues.set(values);
  }

  /** When gears were asked for. */
  Ledger ledger() {
    return ledger.get();
  }

  void enter(Ledger changed) {
    ledger.set(changed);
  }

  /** Goes on from what an older tracker left, if it did. */
  void resume() {
    oldTallies.take((name, tally) -> tallies.set(tallies.row(name), tally));
  }

  Rows<ClassTally> tallies() {
    return tallies;
  }

  Bursts bursts() {
    return bursts;
  }

  SeenNames units() {
    return units;
  }

  /** The mix a model was adapted to, if its manifest has come. */
  Optional<ModelMix> mix(ModelVersion version) {
    return mixes.get(version.value());
  }

  void learn(ModelVersion version, ModelMix mix) {
    mixes.put(version.value(), mix);
  }

  /** Forgets a model's mix, unless it is weighed against. */
  void forget(ModelVersion version) {
    Watch watch = state().watch();
    if (!watch.head().equals(Optional.of(version))
        && !watch.backbone().equals(Optional.of(version))) {
      mixes.remove(version.value());
    }
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
}
