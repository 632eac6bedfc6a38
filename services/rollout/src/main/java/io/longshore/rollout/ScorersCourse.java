package io.longshore.rollout;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the scorers' reports mean for the live model and for the one on trial. */
final class ScorersCourse {

  private ScorersCourse() {}

  static Decision reported(Rollout rollout, Rules rules, Instant at) {
    if (rollout.plan().paused()) {
      return Decision.none(rollout);
    }
    return liveRefused(rollout, rules, at)
        .or(() -> verified(rollout, rules, at))
        .or(() -> trialRefused(rollout, rules, at))
        .orElse(Decision.none(rollout));
  }

  /** Rolls back a live model that no scorer will serve, or that one refused under two plans. */
  private static Optional<Decision> liveRefused(Rollout rollout, Rules rules, Instant at) {
    if (rollout.plan().live().isEmpty()) {
      return Optional.empty();
    }
    ModelVersion live = rollout.plan().live().get();
    List<ScorerReport> active = active(rollout, rules, at);
    List<ScorerReport> refusing =
        active.stream()
            .filter(report -> Scorers.refuses(report, live, rollout.plan().epoch()))
            .toList();
    if (refusing.isEmpty()
        || (refusing.size() < active.size() && rollout.scorers().plansRefused(live) < 2)) {
      return Optional.empty();
    }
    return rollout.rollBack("scorers refuse it: " + words(refusing, live), at);
  }

  /** Moves a candidate on that is to be verified, or refuses it; empty if that is still open. */
  static Optional<Decision> verified(Rollout rollout, Rules rules, Instant at) {
    Optional<Trial> trial = stage(rollout, TrialStage.VERIFY);
    if (trial.isEmpty()) {
      return Optional.empty();
    }
    ModelVersion version = trial.get().version();
    List<ScorerReport> active = active(rollout, rules, at);
    List<ScorerReport> open =
        active.stream()
            .filter(report -> !Scorers.hasVerified(report, version))
            .filter(report -> Scorers.refusal(report, version).isEmpty())
            .toList();
    if (!active.isEmpty() && open.isEmpty()) {
      return rollout.onTrial().map(model -> answered(rollout, model, active, rules, at));
    }
    if (at.isBefore(trial.get().since().plus(rules.policy().verifyPatience()))) {
      return Optional.empty();
    }
    String silent =
        active.isEmpty()
            ? "no scorer reports"
            : open.stream().map(ScorerReport::scorer).collect(Collectors.joining(", "))
                + " said nothing of it";
    return rollout
        .onTrial()
        .map(
            model ->
                refused(
                    rollout,
                    model,
                    "verify: not verified within %s (verify-patience): %s"
                        .formatted(rules.policy().verifyPatience(), silent),
                    at));
  }

  private static Decision answered(
      Rollout rollout,
      ModelStage.OnTrial model,
      List<ScorerReport> active,
      Rules rules,
      Instant at) {
    ModelVersion version = model.manifest().version();
    List<ScorerReport> refusing =
        active.stream().filter(report -> !Scorers.hasVerified(report, version)).toList();
    if (!refusing.isEmpty()) {
      return refused(rollout, model, "verify: " + words(refusing, version), at);
    }
    String reason =
        "verified by "
            + active.stream().map(ScorerReport::scorer).collect(Collectors.joining(", "));
    return StreamCourse.onwards(rollout, model, reason, rules, at)
        .with(result(rollout, version, new Verdict.Passed(reason), at));
  }

  /** Refuses a candidate in shadow or canary that no scorer will serve. */
  private static Optional<Decision> trialRefused(Rollout rollout, Rules rules, Instant at) {
    Optional<Trial> trial =
        stage(rollout, TrialStage.SHADOW).or(() -> stage(rollout, TrialStage.CANARY));
    if (trial.isEmpty()) {
      return Optional.empty();
    }
    ModelVersion version = trial.get().version();
    List<ScorerReport> active = active(rollout, rules, at);
    boolean all =
        !active.isEmpty()
            && active.stream()
                .allMatch(
                    report ->
                        report.planEpoch() == rollout.plan().epoch()
                            && !report.onTrial().equals(Optional.of(version))
                            && Scorers.refusal(report, version).isPresent());
    return all
        ? rollout
            .onTrial()
            .map(
                model ->
                    rollout.refuse(
                        model.refuse("scorers refuse it: " + words(active, version)), at))
        : Optional.empty();
  }

  private static Decision refused(
      Rollout rollout, ModelStage.OnTrial model, String reason, Instant at) {
    return rollout
        .refuse(model.refuse(reason), at)
        .with(result(rollout, model.manifest().version(), new Verdict.Failed(reason), at));
  }

  private static Optional<Trial> stage(Rollout rollout, TrialStage stage) {
    return rollout.plan().trial().filter(trial -> trial.stage() == stage);
  }

  private static List<ScorerReport> active(Rollout rollout, Rules rules, Instant at) {
    return rollout.scorers().active(at, rules.scorerSilence());
  }

  private static String words(List<ScorerReport> reports, ModelVersion version) {
    return reports.stream()
        .map(
            report ->
                report.scorer()
                    + " says "
                    + Scorers.refusal(report, version).map(Refusal::message).orElse("nothing"))
        .collect(Collectors.joining("; "));
  }

  private static GateResult result(
      Rollout rollout, ModelVersion version, Verdict verdict, Instant at) {
    return new GateResult(
        version,
        "verify",
        Evaluation.NONE,
        rollout.plan().live(),
        verdict.passed(),
        verdict.reason(),
        at);
  }
}
