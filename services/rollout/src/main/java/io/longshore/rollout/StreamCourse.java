package io.longshore.rollout;

import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.PromotionPath;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.rollout.evidence.Question;
import io.longshore.rollout.evidence.StreamVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the evidence of the stream, or the lack of it, means for the model on trial. */
final class StreamCourse {

  private StreamCourse() {}

  static Decision evidenced(Rollout rollout, RolloutEvent.Evidenced event, Rules rules) {
    Trial trial = event.window().trial();
    GateResult result = result(rollout, event, rules);
    if (!rollout.plan().trial().equals(Optional.of(trial))) {
      return Decision.none(rollout).with(result);
    }
    Rollout next = rollout.with(event.evidence());
    return judged(next, rules, event.at()).orElse(Decision.none(next)).with(result);
  }

  private static GateResult result(Rollout rollout, RolloutEvent.Evidenced event, Rules rules) {
    var window = event.window();
    ModelStage stage = rollout.stages().get(window.trial().version());
    PromotionPath path = stage == null ? PromotionPath.SHADOW_CANARY : rules.path(stage.manifest());
    StreamVerdict verdict =
        rules.streamGate().judge(event.evidence(), Question.of(window.trial().stage(), path));
    return new GateResult(
        window.subject(),
        window.name(),
        event.evaluation(),
        Optional.of(window.other()),
        verdict instanceof StreamVerdict.Shown,
        verdict.reason(),
        event.at(),
        Optional.of(event.evidence()));
  }

  /** The move that evidence and time allow; empty if there is none. */
  static Optional<Decision> judged(Rollout rollout, Rules rules, Instant at) {
    Optional<Trial> trial = rollout.plan().trial().filter(t -> t.stage() != TrialStage.VERIFY);
    if (trial.isEmpty() || rollout.plan().paused()) {
      return Optional.empty();
    }
    return trial.get().stage() == TrialStage.GUARD
        ? guarded(rollout, trial.get(), rules, at)
        : rollout.onTrial().flatMap(model -> tried(rollout, model, trial.get(), rules, at));
  }

  private static StreamVerdict verdict(
      Rollout rollout, Trial trial, PromotionPath path, Rules rules) {
    Optional<StreamEvidence> evidence =
        rollout.evidence().filter(e -> e.since().equals(trial.since()));
    return evidence
        .map(e -> rules.streamGate().judge(e, Question.of(trial.stage(), path)))
        .orElse(new StreamVerdict.Undecided("no image was answered by both models and labelled"));
  }

  private static Optional<Decision> guarded(Rollout rollout, Trial trial, Rules rules, Instant at) {
    StreamVerdict verdict = verdict(rollout, trial, PromotionPath.DIRECT, rules);
    if (verdict instanceof StreamVerdict.Fell) {
      return rollout.rollBack("against the model before: " + verdict.reason(), at);
    }
    if (verdict instanceof StreamVerdict.Shown) {
      return Optional.of(rollout.confirm("against the model before: " + verdict.reason(), at));
    }
    return isOver(trial, rules.policy().guardPeriod(), at)
        ? Optional.of(
            rollout.confirm(
                "nothing spoke against it for %s: %s"
                    .formatted(rules.policy().guardPeriod(), verdict.reason()),
                at))
        : Optional.empty();
  }

  private static Optional<Decision> tried(
      Rollout rollout, ModelStage.OnTrial model, Trial trial, Rules rules, Instant at) {
    StreamVerdict verdict = verdict(rollout, trial, rules.path(model.manifest()), rules);
    String stage = trial.stage().name().toLowerCase(java.util.Locale.ROOT);
    if (verdict instanceof StreamVerdict.Fell) {
      return Optional.of(rollout.refuse(model.refuse(stage + ": " + verdict.reason()), at));
    }
    if (verdict instanceof StreamVerdict.Shown) {
      return Optional.of(onwards(rollout, model, stage + ": " + verdict.reason(), rules, at));
    }
    return isOver(trial, rules.policy().patience(), at)
        ? Optional.of(
            rollout.refuse(
                model.refuse(
                    "%s: the labels of %s did not suffice (patience): %s"
                        .formatted(stage, rules.policy().patience(), verdict.reason())),
                at))
        : Optional.empty();
  }

  private static boolean isOver(Trial trial, java.time.Duration period, Instant at) {
    return !at.isBefore(trial.since().plus(period));
  }

  /** To the next stage of its path, or live. */
  static Decision onwards(
      Rollout rollout, ModelStage.OnTrial model, String reason, Rules rules, Instant at) {
    List<TrialStage> path = rules.path(model.manifest()).stages();
    if (model instanceof ModelStage.Offered offered) {
      return onwards(rollout, offered.verified(), reason, rules, at);
    }
    if (model instanceof ModelStage.Verified verified && path.contains(TrialStage.SHADOW)) {
      return rollout.trial(verified.shadow(), trial(model, TrialStage.SHADOW, rules, at), reason);
    }
    boolean wasCanary = model instanceof ModelStage.Canaried;
    if (!wasCanary && path.contains(TrialStage.CANARY)) {
      ModelStage.Canaried canary =
          model instanceof ModelStage.Shadowed shadowed
              ? shadowed.canary()
              : ((ModelStage.Verified) model).canary();
      return rollout.trial(canary, trial(model, TrialStage.CANARY, rules, at), reason);
    }
    return rollout.promote(live(model), rules.guardShare(), reason, at);
  }

  private static ModelStage.Live live(ModelStage.OnTrial model) {
    if (model instanceof ModelStage.Canaried canary) {
      return canary.promote();
    }
    return model instanceof ModelStage.Shadowed shadowed
        ? shadowed.promote()
        : ((ModelStage.Verified) model).promote();
  }

  private static Trial trial(ModelStage.OnTrial model, TrialStage stage, Rules rules, Instant at) {
    return new Trial(model.manifest().version(), stage, rules.policy().share(stage), at);
  }
}
