package io.longshore.tracker.tracking;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.HalfLife;
import io.longshore.tracker.count.TrackerState;
import io.longshore.tracker.memory.Rows;
import io.longshore.tracker.policy.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns what is remembered into what is said. */
final class Publishing {
  private final String stream;
  private final HalfLife halfLife;
  private final TrackingMemory memory;
  private final DriftWatch drift;
  private final InForce inForce;

  /** Of the last snapshot, since most classes are in the next one too: sorting them costs most. */
  private final TreeMap<String, ClassFrequency> classes = new TreeMap<>();

  Publishing(
      String stream, HalfLife halfLife, TrackingMemory memory, DriftWatch drift, InForce inForce) {
    this.stream = stream;
    this.halfLife = halfLife;
    this.memory = memory;
    this.drift = drift;
    this.inForce = inForce;
  }

  /**
   * The next snapshot, with an adaptation for each step, and keeps the state that follows.
   *
   * <p>When the head is to follow the mix, the recent mix first forgets what came before the
   * change: one that is still mostly the old mix would make the next model's reference wrong from
   * its first day.
   */
  Publication publish(List<Verdict.Step> steps, Instant now) {
    TrackerState before = memory.state();
    TrackerState state = before;
    for (Verdict.Step step : steps) {
      if (step.gear() == Gear.REBALANCE) {
        memory.tallies().changeAll(tally -> tally.withRecentMix(before.watch()));
      }
      state = state.asked(step.gear());
      memory.enter(memory.ledger().asked(step.gear(), now));
    }
    state = state.published();
    memory.keep(state);
    ClassFrequencies frequencies = frequencies(state);
    return new Publication(
        frequencies, adaptations(steps, before.issued().adaptations(), frequencies));
  }

  /** What is counted now, without a snapshot of it being said to anybody. */
  ClassFrequencies current() {
    return frequencies(memory.state());
  }

  private ClassFrequencies frequencies(TrackerState state) {
    DriftEvidence evidence = drift.head(state);
    return new ClassFrequencies(
        stream,
        state.issued().snapshots(),
        classes(state.counted().units()),
        evidence,
        state.counted().offsets(),
        state.counted().asOf(),
        policy().trimStrength(),
        Optional.of(policy().digest()));
  }

  /**
   * The frequencies of all classes.
   *
   * @param now number of units of the stream
   */
  private SortedMap<String, ClassFrequency> classes(long now) {
    Rows<ClassTally> tallies = memory.tallies();
    tallies
        .names()
        .subList(classes.size(), tallies.size())
        .forEach(name -> classes.put(name, ClassFrequency.NONE));
    classes.replaceAll(
        (name, before) -> {
          ClassTally tally = tallies.get(tallies.find(name));
          return new ClassFrequency(
              tally.labels(), tally.units(), tally.mix().valueAt(now, halfLife));
        });
    return classes;
  }

  private Policy policy() {
    return inForce.policy().policy();
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
              frequencies.asOf(),
              step.stake(),
              Optional.of(policy()));
      adaptations.add(adaptation);
    }
    return adaptations;
  }
}
