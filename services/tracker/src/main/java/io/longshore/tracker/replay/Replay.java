package io.longshore.tracker.replay;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Policy;
import io.longshore.tracker.TrackerRules;
import io.longshore.tracker.label.Buckets;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.tracking.Outcome;
import io.longshore.tracker.tracking.Step;
import io.longshore.tracker.tracking.Step.BucketEnded;
import io.longshore.tracker.tracking.Step.Event;
import io.longshore.tracker.tracking.Step.MixLearned;
import io.longshore.tracker.tracking.Step.PlanFollowed;
import io.longshore.tracker.tracking.Step.PolicySet;
import io.longshore.tracker.tracking.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs the tracker's own core over a recording.
 *
 * <p>Until the first decision that differs from the recording, the models that were live are those
 * that were recorded. From then on they no longer follow from what was decided, so they are
 * modelled, see {@link Answers}; a recorded model is still live if it answers a decision from
 * before.
 *
 * <p>What the clock on the wall did is not recorded: every label is taken to have come in time, and
 * silence is measured between buckets.
 */
public final class Replay {
  private final Recording recording;
  private final Policy starting;
  private final Buckets buckets;
  private final Tracking tracking;
  private final Position position;
  private final Comparison comparison;
  private final Answers answers = new Answers();
  private Policy policy;
  private long recordedEpoch = Long.MIN_VALUE;
  private long now = Long.MIN_VALUE;

  private Replay(String stream, TrackerRules rules, Policy policy, Recording recording) {
    this.recording = recording;
    this.starting = policy;
    this.policy = policy;
    this.buckets = rules.timeline().buckets();
    this.tracking = new Tracking(stream, rules.tracking(), rules.timeline(), policy);
    this.position = new Position(recording.firstOffsets());
    this.comparison = new Comparison(policy, position, recording.decisions());
  }

  /**
   * Runs a policy over what was recorded.
   *
   * @param rules that the tracker counts by
   * @param policy in force from the start; one that the recording sets replaces it from then on
   */
  public static Replayed run(
      String stream, TrackerRules rules, Policy policy, Recording recording) {
    return new Replay(stream, rules, policy, recording).run();
  }

  private Replayed run() {
    recording.events().forEach(tracking.timeline()::add);
    recording.batches().forEach(batch -> tracking.timeline().add(batch, 0));
    Instant from = Instant.EPOCH;
    for (Step step : tracking.timeline().rest()) {
      if (step instanceof BucketEnded ended) {
        long start = buckets.start(ended.bucket());
        from = now == Long.MIN_VALUE ? Instant.ofEpochMilli(start) : from;
        silence(start);
        count(ended);
      } else if (step instanceof Event event) {
        silence(event.at());
        happened(event);
      }
    }
    silence(recording.until().toEpochMilli());
    List<Decision> decisions = comparison.close();
    return new Replayed(
        policy,
        recording.batches().stream().mapToLong(LabelBatch::labels).sum(),
        from,
        now == Long.MIN_VALUE ? Instant.EPOCH : Instant.ofEpochMilli(now),
        decisions,
        comparison.differsFrom());
  }

  private void count(BucketEnded ended) {
    answer(buckets.start(ended.bucket()));
    position.advance(ended.batches());
    comparison.passed();
    now = buckets.end(ended.bucket());
    decided(tracking.take(ended));
  }

  /** Nothing is labelled until then. */
  private void silence(long until) {
    if (now == Long.MIN_VALUE || until <= now) {
      return;
    }
    answer(now);
    decided(tracking.quiet(Duration.ofMillis(until - now)));
  }

  private void happened(Event event) {
    if (event instanceof PlanFollowed plan) {
      follow(plan);
      return;
    }
    if (event instanceof MixLearned model) {
      answers.learned(model);
    } else if (event instanceof PolicySet set) {
      policy = set.over(starting);
    }
    tracking.take(event);
  }

  private void follow(PlanFollowed plan) {
    boolean isNews = plan.epoch() > recordedEpoch;
    recordedEpoch = Math.max(recordedEpoch, plan.epoch());
    Optional<String> decision =
        plan.live().flatMap(live -> Optional.ofNullable(recording.answers().get(live)));
    if (isNews && (!comparison.differs() || decision.filter(comparison::isAgreed).isPresent())) {
      tracking.take(answers.numbered(plan));
    }
  }

  private void answer(long until) {
    answers.until(until).forEach(tracking::take);
  }

  private void decided(Outcome outcome) {
    List<Adaptation> made =
        outcome.publication().map(publication -> publication.adaptations()).orElse(List.of());
    for (Adaptation decision : comparison.replayed(made)) {
      double seconds = policy.terms(decision.gear()).seconds();
      answers.expect(decision, now + Math.round(1000 * seconds));
    }
  }
}
