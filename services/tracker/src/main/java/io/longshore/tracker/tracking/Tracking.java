package io.longshore.tracker.tracking;

import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.TrackerState;
import io.longshore.tracker.memory.Compartments;
import io.longshore.tracker.memory.Names;
import io.longshore.tracker.memory.Remembered;
import io.longshore.tracker.memory.Rows;
import io.longshore.tracker.policy.Situation;
import io.longshore.tracker.policy.Verdict;
import io.longshore.tracker.tracking.Step.BucketEnded;
import io.longshore.tracker.tracking.Step.MixForgotten;
import io.longshore.tracker.tracking.Step.MixLearned;
import io.longshore.tracker.tracking.Step.PlanFollowed;
import io.longshore.tracker.tracking.Step.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Counts a stream and decides on it: steps in, counts and decisions out, the same for the same
 * steps. The service and a replay of its topics both drive this.
 *
 * <p>A label costs the same for ten classes and for ten thousand. A look at the evidence costs as
 * much as there are classes; it happens at the end of a bucket, once enough units came.
 */
public final class Tracking {
  private final TrackingRules rules;
  private final TimelineRules timelineRules;
  private final Timeline timeline;
  private final InForce inForce;
  private final TrackingMemory memory;
  private final DriftWatch drift;
  private final Publishing publishing;
  private final RoomForClasses room = new RoomForClasses();
  private long refused;

  /**
   * A tracking that remembers nothing yet.
   *
   * @param stream name of the stream
   * @param policy in force until operators set another
   */
  public Tracking(String stream, TrackingRules rules, TimelineRules timelineRules, Policy policy) {
    this.rules = rules;
    this.timelineRules = timelineRules;
    this.timeline = new Timeline(timelineRules);
    this.memory = new TrackingMemory(rules.unitWindow());
    this.inForce = new InForce(policy, memory);
    this.drift = new DriftWatch(inForce, memory, rules.horizon());
    this.publishing = new Publishing(stream, rules.halfLife(), memory, drift, inForce);
  }

  /** Everything that it remembers, to be written down and restored. */
  public Remembered memory() {
    return new Compartments().with('T', timeline.memory()).with('M', memory.pieces());
  }

  /** Where batches and events are put, and steps come out in order. */
  public Timeline timeline() {
    return timeline;
  }

  /**
   * Goes on from what is remembered now, here or by another instance meanwhile.
   *
   * @param partitions of the labels topic
   * @param now on the wall, in epoch milliseconds
   */
  public void resume(int partitions, long now) {
    memory.resume();
    timeline.expect(partitions, now);
    room.measureAgain();
  }

  /** Takes the next step. */
  public Outcome take(Step step) {
    if (step instanceof BucketEnded ended) {
      count(ended);
      return decide();
    }
    if (step instanceof PlanFollowed plan) {
      memory.settle(memory.state().following(plan.epoch(), plan.live()));
    } else if (step instanceof MixLearned learned) {
      memory.learn(learned.version(), learned.mix());
      memory.settle(memory.state());
    } else if (step instanceof MixForgotten forgotten) {
      memory.forget(forgotten.version());
    } else if (step instanceof PolicySet set) {
      memory.setPolicy(set.values());
      memory.keep(memory.state().changed());
    }
    return Outcome.NOTHING;
  }

  /**
   * Decides on a first model when no label has come for some time; there is nothing else that
   * silence says.
   */
  public Outcome quiet(Duration quiet) {
    return memory.state().live().isEmpty()
        ? publish(inForce.policy().first(situation(new TreeSet<>(), quiet)))
        : Outcome.NOTHING;
  }

  /** Everything counted so far, as the next snapshot. */
  public ClassFrequencies snapshot() {
    return publishing.publish(List.of(), bucket()).frequencies();
  }

  /** Everything counted so far, for whoever asks; nothing follows from it. */
  public ClassFrequencies current() {
    return publishing.current();
  }

  /** The start of the latest bucket counted; it never goes back. */
  public Instant bucket() {
    return Instant.ofEpochMilli(timelineRules.buckets().start(memory.state().counted().bucket()));
  }

  /** Records counted, and other changes, that no snapshot contains. */
  public long unpublished() {
    return memory.state().issued().unpublished();
  }

  /** Labels so far that were not counted, since there was no room for their class. */
  public long refused() {
    return refused;
  }

  /** Number of classes that were ever labelled. */
  public long classes() {
    return memory.tallies().size();
  }

  /** Units by class since the moments that a change is looked for from, the reference's first. */
  public List<Map<String, Long>> watchedUnits() {
    return drift.units(memory.state());
  }

  private void count(BucketEnded ended) {
    BucketCount bucket =
        BucketCount.of(
            ended.batches(),
            memory.units(),
            timelineRules.buckets().start(ended.bucket()),
            this::row);
    refused += bucket.refused();
    memory.bursts().take(ended.batches());
    TrackerState state =
        memory
            .state()
            .containing(bucket.offsets(), bucket.asOf(), ended.bucket(), bucket.records())
            .plus(bucket.classes().labels(), bucket.classes().units());
    Rows<ClassTally> tallies = memory.tallies();
    bucket
        .classes()
        .forEach(
            (row, labels, units) ->
                tallies.set(
                    row,
                    tallies
                        .get(row)
                        .plusLabels(labels)
                        .plusUnits(
                            units, state.watch(), state.counted().units(), rules.halfLife())));
    memory.keep(state);
  }

  /** Of a class that is open, or there is room to open. */
  private int row(String className) {
    Rows<ClassTally> tallies = memory.tallies();
    int row = tallies.find(className);
    return row == Names.NONE && room.open(className, tallies.names())
        ? tallies.row(className)
        : row;
  }

  private Outcome decide() {
    TrackerState state = memory.state();
    if (state.live().isEmpty()) {
      return publish(inForce.policy().first(situation(new TreeSet<>(), Duration.ZERO)));
    }
    if (!state.isDueForLook(rules.lookEvery(memory.tallies().size()))) {
      return Outcome.NOTHING;
    }
    DriftEvidence head = drift.head(state);
    TrackerState looked = state.looked(head, rules.evidenceWindowUnits());
    memory.keep(looked);
    return publish(
        inForce
            .policy()
            .onDrift(
                head, drift.backbone(looked), situation(drift.newClasses(looked), Duration.ZERO)));
  }

  private Outcome publish(Verdict verdict) {
    return new Outcome(
        Optional.of(verdict),
        verdict.steps().isEmpty()
            ? Optional.empty()
            : Optional.of(publishing.publish(verdict.steps(), bucket())));
  }

  private Situation situation(SortedSet<String> newClasses, Duration quiet) {
    TrackerState state = memory.state();
    Map<String, Long> latest = newClasses.isEmpty() ? Map.of() : drift.latest(state);
    return new Situation(
        state.counted().labels(),
        memory.tallies().size(),
        newClasses,
        sum(latest, newClasses),
        sum(latest, latest.keySet()),
        state.watch().recentUnits(),
        state.unanswered(),
        quiet,
        bucket(),
        memory.ledger());
  }

  private static long sum(Map<String, Long> units, Set<String> classes) {
    return classes.stream().mapToLong(name -> units.getOrDefault(name, 0L)).sum();
  }
}
