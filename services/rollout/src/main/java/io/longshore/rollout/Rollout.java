package io.longshore.rollout;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rollout of one stream as a value: the plan in force and the stage of every model. Events go
 * in, decisions come out; no Kafka, no clock, no I/O. The moves are here; when to make one, the
 * events say.
 *
 * @param plan the plan in force
 * @param stages stage of every model known
 * @param scorers what scorers said last
 * @param evidence what the stream said last of the trial under way
 */
public record Rollout(
    RolloutPlan plan,
    SortedMap<ModelVersion, ModelStage> stages,
    Scorers scorers,
    Optional<StreamEvidence> evidence) {

  public Rollout {
    stages = Collections.unmodifiableSortedMap(new TreeMap<>(stages));
  }

  /** A stream with this plan and no model known yet. */
  public static Rollout of(RolloutPlan plan) {
    return new Rollout(plan, new TreeMap<>(), Scorers.NONE, Optional.empty());
  }

  /** Decides what follows from the event. */
  public Decision on(RolloutEvent event, Rules rules) {
    return event.decide(this, rules);
  }

  /** Models announced and not judged, oldest first. */
  public List<ModelManifest> candidates() {
    return stages.values().stream()
        .filter(ModelStage.Candidate.class::isInstance)
        .map(ModelStage::manifest)
        .sorted(Comparator.comparing(ModelManifest::createdAt))
        .toList();
  }

  boolean isLive(ModelVersion version) {
    return plan.live().equals(Optional.of(version));
  }

  /** The candidate on trial. */
  Optional<ModelStage.OnTrial> onTrial() {
    return plan.trial()
        .map(trial -> stages.get(trial.version()))
        .filter(ModelStage.OnTrial.class::isInstance)
        .map(ModelStage.OnTrial.class::cast);
  }

  /** Makes a model live, guarded by the one before on this share of the images. */
  Decision promote(ModelStage.Live promoted, double guardShare, String reason, Instant at) {
    Optional<Trial> guard =
        plan.live()
            .filter(old -> guardShare > 0)
            .map(old -> new Trial(old, TrialStage.GUARD, guardShare, at));
    ModelVersion version = promoted.manifest().version();
    Optional<ModelStage.OnTrial> other =
        onTrial().filter(model -> !model.manifest().version().equals(version));
    Rollout next = overtaken(other, version);
    if (plan.live().map(stages::get).orElse(null) instanceof ModelStage.Live old) {
      next = next.with(old.supersede());
    }
    return next.with(promoted)
        .decided(
            RolloutStep.PROMOTED,
            Optional.of(version),
            plan.live(),
            Optional.of(version),
            reason + overtaking(other),
            guard,
            at);
  }

  /** Puts a candidate on trial, or on to its next stage. */
  Decision trial(ModelStage.OnTrial stage, Trial trial, String reason) {
    Optional<ModelStage.OnTrial> other =
        onTrial().filter(model -> !model.manifest().version().equals(trial.version()));
    RolloutStep step =
        switch (trial.stage()) {
          case VERIFY -> RolloutStep.OFFERED;
          case SHADOW -> RolloutStep.SHADOWED;
          case CANARY -> RolloutStep.CANARIED;
          case GUARD -> throw new IllegalArgumentException("a candidate guards nothing");
        };
    return overtaken(other, trial.version())
        .with(stage)
        .decided(
            step,
            plan.live(),
            plan.previous(),
            Optional.of(trial.version()),
            reason + overtaking(other),
            Optional.of(trial),
            trial.since());
  }

  private Rollout overtaken(Optional<ModelStage.OnTrial> other, ModelVersion by) {
    return other
        .map(old -> with(old.overtake(by.brief() + " came before anything was decided")))
        .orElse(this);
  }

  private static String overtaking(Optional<ModelStage.OnTrial> other) {
    return other
        .map(
            old ->
                "; takes the place of %s, which was on trial: it was made later, from the same memory and more"
                    .formatted(old.manifest().version().brief()))
        .orElse("");
  }

  /** Refuses a model; if it was on trial, the trial is over. */
  Decision refuse(ModelStage.Refused refused, Instant at) {
    ModelVersion version = refused.manifest().version();
    return with(refused)
        .decided(
            RolloutStep.REFUSED,
            plan.live(),
            plan.previous(),
            Optional.of(version),
            refused.reason(),
            plan.trial().filter(trial -> !trial.version().equals(version)),
            at);
  }

  /** Makes the model before live again; empty if there is none. */
  Optional<Decision> rollBack(String reason, Instant at) {
    if (plan.previous().map(stages::get).orElse(null) instanceof ModelStage.Superseded back
        && plan.live().map(stages::get).orElse(null) instanceof ModelStage.Live bad) {
      Optional<ModelStage.OnTrial> other = onTrial();
      return Optional.of(
          overtaken(other, back.manifest().version())
              .with(bad.rollBack(reason))
              .with(back.restore())
              .decided(
                  RolloutStep.ROLLED_BACK,
                  Optional.of(back.manifest().version()),
                  Optional.empty(),
                  Optional.of(bad.manifest().version()),
                  reason,
                  Optional.empty(),
                  at));
    }
    return Optional.empty();
  }

  /** Ends the guard. */
  Decision confirm(String reason, Instant at) {
    return decided(
        RolloutStep.CONFIRMED,
        plan.live(),
        plan.previous(),
        plan.live(),
        reason,
        Optional.empty(),
        at);
  }

  Decision pause(String reason, Instant at) {
    return asItIs(RolloutStep.PAUSED, reason, at);
  }

  Decision resume(String reason, Instant at) {
    return asItIs(RolloutStep.RESUMED, reason, at);
  }

  /** What answers and what is on trial stay. */
  private Decision asItIs(RolloutStep step, String reason, Instant at) {
    return decided(step, plan.live(), plan.previous(), Optional.empty(), reason, plan.trial(), at);
  }

  private Decision decided(
      RolloutStep step,
      Optional<ModelVersion> live,
      Optional<ModelVersion> previous,
      Optional<ModelVersion> subject,
      String reason,
      Optional<Trial> trial,
      Instant at) {
    boolean paused = step == RolloutStep.PAUSED || (plan.paused() && step != RolloutStep.RESUMED);
    var changed =
        new RolloutPlan(
            plan.stream(),
            plan.epoch() + 1,
            live,
            previous,
            step,
            subject,
            reason,
            at,
            trial,
            paused,
            Optional.empty());
    Optional<StreamEvidence> kept = evidence.filter(e -> trial.equals(plan.trial()));
    return new Decision(
        new Rollout(changed, stages, scorers, kept),
        Optional.of(changed),
        List.of(),
        Optional.empty());
  }

  Rollout with(ModelStage stage) {
    var changed = new TreeMap<>(stages);
    changed.put(stage.manifest().version(), stage);
    return new Rollout(plan, changed, scorers, evidence);
  }

  Rollout with(StreamEvidence seen) {
    return new Rollout(plan, stages, scorers, Optional.of(seen));
  }

  Rollout heard(ScorerReport report, Instant at) {
    return new Rollout(
        plan, stages, scorers.heard(report, at, plan.live(), plan.epoch()), evidence);
  }
}
