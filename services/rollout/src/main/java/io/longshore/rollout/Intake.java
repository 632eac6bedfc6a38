package io.longshore.rollout;

import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.PromotionPath;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a model that was announced. */
final class Intake {

  private Intake() {}

  static Decision announced(Rollout rollout, ModelManifest manifest, Rules rules, Instant at) {
    ModelStage known = rollout.stages().get(manifest.version());
    if (known != null && !(known instanceof ModelStage.Candidate)) {
      return Decision.none(rollout);
    }
    Rollout next = rollout.with(new ModelStage.Candidate(manifest));
    return mayBegin(next, manifest, rules)
        ? considered(next, manifest, rules, at)
        : Decision.none(next);
  }

  /** The oldest candidate that waits and need not wait any longer. */
  static Decision waiting(Rollout rollout, Rules rules, Instant at) {
    return rollout.candidates().stream()
        .filter(manifest -> mayBegin(rollout, manifest, rules))
        .findFirst()
        .map(manifest -> considered(rollout, manifest, rules, at))
        .orElse(Decision.none(rollout));
  }

  /**
   * While a model that just went live is guarded, only a model that goes live at once comes in
   * between; others wait until the guard is over.
   */
  private static boolean mayBegin(Rollout rollout, ModelManifest manifest, Rules rules) {
    boolean guarded =
        rollout.plan().trial().filter(trial -> trial.stage() == TrialStage.GUARD).isPresent();
    return !rollout.plan().paused()
        && (!guarded || path(rollout, manifest, rules) == PromotionPath.DIRECT);
  }

  /** The first model of a stream has nothing to be compared with: it goes live at once. */
  private static PromotionPath path(Rollout rollout, ModelManifest manifest, Rules rules) {
    return rollout.plan().live().isEmpty() ? PromotionPath.DIRECT : rules.path(manifest);
  }

  private static Decision considered(
      Rollout rollout, ModelManifest manifest, Rules rules, Instant at) {
    var candidate = new ModelStage.Candidate(manifest);
    Verdict verdict = rules.gate().judge(manifest, baseline(rollout, manifest));
    var judged =
        new GateResult(
            manifest.version(),
            "held-out",
            manifest.evaluation(),
            rollout.plan().live(),
            verdict.passed(),
            verdict.reason(),
            at);
    if (!verdict.passed()) {
      return rollout.refuse(candidate.refuse(verdict.reason()), at).with(judged);
    }
    Decision decision =
        path(rollout, manifest, rules) == PromotionPath.DIRECT
            ? rollout.promote(candidate.promote(), rules.guardShare(), verdict.reason(), at)
            : rollout.trial(
                candidate.offer(),
                new Trial(manifest.version(), TrialStage.VERIFY, 0, at),
                verdict.reason());
    return decision.with(judged);
  }

  /**
   * The live model's results to compare with: measured beside the candidate on the same images if
   * the trainer knew which model would be live, else what the live model's own manifest says.
   */
  private static Optional<Evaluation> baseline(Rollout rollout, ModelManifest candidate) {
    Optional<Evaluation> paired =
        candidate.baseline().filter(b -> rollout.isLive(b.version())).map(Baseline::evaluation);
    return paired.or(
        () -> rollout.plan().live().map(rollout.stages()::get).map(s -> s.manifest().evaluation()));
  }
}
