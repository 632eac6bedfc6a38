package io.longshore.tracker.streams;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.HalfLife;
import io.longshore.tracker.count.TrackerState;
import io.longshore.tracker.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what is remembered into what is said. */
final class Publishing {
  private static final Logger log = LoggerFactory.getLogger(Publishing.class);

  private final String stream;
  private final HalfLife halfLife;
  private final TrackerStores stores;
  private final DriftWatch drift;
  private final TrackerMeters meters;

  Publishing(
      String stream,
      HalfLife halfLife,
      TrackerStores stores,
      DriftWatch drift,
      TrackerMeters meters) {
    this.stream = stream;
    this.halfLife = halfLife;
    this.stores = stores;
    this.drift = drift;
    this.meters = meters;
  }

  /**
   * The next snapshot, with an adaptation for each step, and keeps the state that follows.
   *
   * <p>When the head is to follow the mix, the recent mix first forgets what came before the
   * change: one that is still mostly the old mix would make the next model's reference wrong from
   * its first day.
   */
  Publication publish(TrackerState before, List<Verdict.Step> steps) {
    TrackerState state = before;
    for (Verdict.Step step : steps) {
      if (step.gear() == Gear.REBALANCE) {
        stores.changeAll(tally -> tally.withRecentMix(before.watch()));
      }
      state = state.asked(step.gear());
    }
    state = state.published();
    stores.keep(state);
    ClassFrequencies frequencies = frequencies(state, stores.tallies());
    meters.weighed(frequencies.drift());
    return new Publication(
        frequencies, adaptations(steps, before.issued().adaptations(), frequencies));
  }

  private ClassFrequencies frequencies(TrackerState state, SortedMap<String, ClassTally> tallies) {
    DriftEvidence evidence = drift.head(state, tallies);
    var classes = new TreeMap<String, ClassFrequency>();
    tallies.forEach(
        (name, tally) ->
            classes.put(
                name,
                new ClassFrequency(
                    tally.labels(),
                    tally.units(),
                    tally.mix().valueAt(state.counted().units(), halfLife))));
    return new ClassFrequencies(
        stream,
        state.issued().snapshots(),
        classes,
        evidence,
        state.counted().offsets(),
        state.counted().asOf());
  }

  private List<Adaptation> adaptations(
      List<Verdict.Step> steps, long askedBefore, ClassFrequencies frequencies) {
    var adaptations = new ArrayList<Adaptation>();
    for (Verdict.Step step : steps) {
      var adaptation =
          new Adaptation(
              "%s-%s-%d"
                  .formatted(stream, step.gear().word(), askedBefore + adaptations.size() + 1),
              stream,
              step.gear(),
              step.reason(),
              step.evidence(),
              frequencies.mix(),
              frequencies.offsets(),
              frequencies.asOf());
      adaptations.add(adaptation);
      meters.asked(step.gear());
      log.atInfo()
          .addKeyValue("adaptation", adaptation.id())
          .addKeyValue("gear", step.gear().word())
          .addKeyValue("reason", step.reason())
          .addKeyValue("evidence", step.evidence().inWords())
          .log("asked for an adaptation");
    }
    return adaptations;
  }
}
