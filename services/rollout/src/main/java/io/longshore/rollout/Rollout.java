package io.longshore.rollout;

import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rollout of one stream as a value: the plan in force and the stage of every model. Events go
 * in, decisions come out; no Kafka, no clock, no I/O.
 *
 * @param plan the plan in force
 * @param stages stage of every model known
 */
public record Rollout(RolloutPlan plan, SortedMap<ModelVersion, ModelStage> stages) {

  public Rollout {
    stages = Collections.unmodifiableSortedMap(new TreeMap<>(stages));
  }

  /** A stream with this plan and no model known yet. */
  public static Rollout of(RolloutPlan plan) {
    return new Rollout(plan, new TreeMap<>());
  }

  /**
   * The rollout as it stood when this process ended last: what the written plan and gate results
   * say of a model.
   *
   * @param manifest a model on the models topic
   * @param judged its gate result, if it was judged
   */
  public Rollout recall(ModelManifest manifest, Optional<GateResult> judged) {
    ModelVersion version = manifest.version();
    Optional<ModelVersion> itself = Optional.of(version);
    if (plan.live().equals(itself)) {
      return with(new ModelStage.Live(manifest));
    }
    if (plan.previous().equals(itself)) {
      return with(new ModelStage.Superseded(manifest));
    }
    if (plan.subject().equals(itself)) {
      return with(
          plan.step() == RolloutStep.ROLLED_BACK
              ? new ModelStage.RolledBack(manifest, plan.reason())
              : new ModelStage.Refused(manifest, plan.reason()));
    }
    return judged
        .map(
            result ->
                with(
                    result.passed()
                        ? new ModelStage.Superseded(manifest)
                        : new ModelStage.Refused(manifest, result.reason())))
        .orElse(with(new ModelStage.Candidate(manifest)));
  }

  /** Decides what follows from the event. */
  public Decision on(RolloutEvent event, HeldOutGate gate) {
    if (event instanceof RolloutEvent.Announced announced) {
      return announced(announced, gate);
    }
    if (event instanceof RolloutEvent.RollBackAsked asked) {
      return rollBack(asked);
    }
    return promote((RolloutEvent.PromotionAsked) event);
  }

  private Decision announced(RolloutEvent.Announced event, HeldOutGate gate) {
    ModelManifest manifest = event.manifest();
    ModelStage known = stages.get(manifest.version());
    if (known != null && !(known instanceof ModelStage.Candidate)) {
      return Decision.none(this);
    }
    var candidate = new ModelStage.Candidate(manifest);
    Verdict verdict = gate.judge(manifest, baseline(manifest));
    var judged =
        new GateResult(
            manifest.version(),
            "held-out",
            manifest.evaluation(),
            plan.live(),
            verdict.passed(),
            verdict.reason(),
            event.at());
    Decision decision =
        verdict.passed()
            ? live(candidate.promote(), RolloutStep.PROMOTED, verdict.reason(), event.at())
            : refused(candidate.refuse(verdict.reason()), event.at());
    return new Decision(decision.rollout(), decision.plan(), Optional.of(judged));
  }

  /**
   * The live model's results to compare with: measured beside the candidate on the same images if
   * the trainer knew which model would be live, else what the live model's own manifest says.
   */
  private Optional<Evaluation> baseline(ModelManifest candidate) {
    Optional<Evaluation> paired =
        candidate
            .baseline()
            .filter(b -> plan.live().equals(Optional.of(b.version())))
            .map(Baseline::evaluation);
    return paired.or(() -> plan.live().map(stages::get).map(s -> s.manifest().evaluation()));
  }

  private Decision rollBack(RolloutEvent.RollBackAsked event) {
    Optional<ModelStage.Superseded> back =
        plan.previous()
            .map(stages::get)
            .filter(ModelStage.Superseded.class::isInstance)
            .map(ModelStage.Superseded.class::cast);
    if (!plan.live().equals(Optional.of(event.from())) || back.isEmpty()) {
      return Decision.none(this); // already done, or nothing to go back to
    }
    Rollout next = this;
    if (stages.get(event.from()) instanceof ModelStage.Live bad) {
      next = next.with(bad.rollBack(event.reason()));
    }
    ModelStage.Live restored = back.get().restore();
    var changed =
        new RolloutPlan(
            plan.stream(),
            plan.epoch() + 1,
            Optional.of(restored.manifest().version()),
            Optional.empty(),
            RolloutStep.ROLLED_BACK,
            Optional.of(event.from()),
            event.reason(),
            event.at());
    return next.with(restored).decided(changed);
  }

  private Decision promote(RolloutEvent.PromotionAsked event) {
    ModelStage stage = stages.get(event.version());
    if (stage == null || stage instanceof ModelStage.Live) {
      return Decision.none(this);
    }
    return live(
        new ModelStage.Live(stage.manifest()), RolloutStep.PROMOTED, event.reason(), event.at());
  }

  private Decision live(ModelStage.Live promoted, RolloutStep step, String reason, Instant at) {
    ModelVersion version = promoted.manifest().version();
    Rollout next = this;
    if (plan.live().map(stages::get).orElse(null) instanceof ModelStage.Live old) {
      next = next.with(old.supersede());
    }
    var changed =
        new RolloutPlan(
            plan.stream(),
            plan.epoch() + 1,
            Optional.of(version),
            plan.live(),
            step,
            Optional.of(version),
            reason,
            at);
    return next.with(promoted).decided(changed);
  }

  private Decision refused(ModelStage.Refused refused, Instant at) {
    var changed =
        new RolloutPlan(
            plan.stream(),
            plan.epoch() + 1,
            plan.live(),
            plan.previous(),
            RolloutStep.REFUSED,
            Optional.of(refused.manifest().version()),
            refused.reason(),
            at);
    return with(refused).decided(changed);
  }

  private Decision decided(RolloutPlan changed) {
    return new Decision(new Rollout(changed, stages), Optional.of(changed), Optional.empty());
  }

  private Rollout with(ModelStage stage) {
    var changed = new TreeMap<ModelVersion, ModelStage>(stages);
    changed.put(stage.manifest().version(), stage);
    return new Rollout(plan, changed);
  }

  /** Models announced and not judged, oldest first. */
  public List<ModelManifest> candidates() {
    return stages.values().stream()
        .filter(ModelStage.Candidate.class::isInstance)
        .map(ModelStage::manifest)
        .sorted(Comparator.comparing(ModelManifest::createdAt))
        .toList();
  }
}
