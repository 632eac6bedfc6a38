package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.LabelsNeeded;
import io.longshore.domain.rollout.PromotionPolicy;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a model stands, in words.
 *
 * @param plans of the stream, oldest first
 * @param results of the model's gates
 */
record Explanation(
    ModelVersion version,
    List<RolloutPlan> plans,
    List<GateResult> results,
    PromotionPolicy policy) {

  /** The plans that are about the model. */
  List<RolloutPlan> own() {
    return plans.stream().filter(plan -> plan.subject().equals(Optional.of(version))).toList();
  }

  /** In one word: verify, shadow, canary, guard, live, previous, past or announced. */
  String stage() {
    Optional<RolloutPlan> now = latest();
    Optional<ModelVersion> itself = Optional.of(version);
    Optional<Trial> trial =
        now.flatMap(RolloutPlan::trial).filter(t -> t.version().equals(version));
    if (now.flatMap(RolloutPlan::live).equals(itself)) {
      return "live";
    }
    if (trial.isPresent()) {
      return Word.of(trial.get().stage());
    }
    if (now.flatMap(RolloutPlan::previous).equals(itself)) {
      return "previous";
    }
    return own().isEmpty() ? "announced" : "past";
  }

  private Optional<RolloutPlan> latest() {
    return plans.isEmpty() ? Optional.empty() : Optional.of(plans.get(plans.size() - 1));
  }

  String inWords(Instant now, Screen screen) {
    var text = new StringBuilder();
    text.append("model     %s%nstage     %s%n".formatted(version.brief(), stageInWords()));
    own()
        .forEach(
            plan ->
                text.append(
                    "plan %-4d %s at %s: %s%n"
                        .formatted(
                            plan.epoch(),
                            Word.spoken(plan.step()),
                            plan.decidedAt(),
                            plan.reason())));
    for (GateResult result : results) {
      text.append(
          "%-9s %s: %s%n"
              .formatted(
                  result.window(), result.passed() ? "passed" : "not passed", result.reason()));
    }
    current().ifPresent(evidence -> text.append(missing(evidence, now, screen)));
    return text.toString();
  }

  String stageInWords() {
    if (latest().isEmpty()) {
      return "nothing was decided yet";
    }
    RolloutPlan now = latest().orElseThrow();
    Optional<ModelVersion> itself = Optional.of(version);
    if (now.live().equals(itself)) {
      return now.trial().filter(trial -> trial.stage() == TrialStage.GUARD).isPresent()
          ? "live, guarded by the model before for at most " + policy.guardPeriod()
          : "live";
    }
    Optional<Trial> trial = now.trial().filter(t -> t.version().equals(version));
    if (trial.isPresent()) {
      return "%s since %s, on %.0f%% of the images, for at most %s"
          .formatted(
              Word.of(trial.get().stage()),
              trial.get().since(),
              100 * trial.get().share(),
              patience(trial.get().stage()));
    }
    if (now.previous().equals(itself)) {
      return "was live before; kept warm for a rollback";
    }
    return own().stream()
        .reduce((first, last) -> last)
        .map(plan -> Word.spoken(plan.step()) + " once; neither live nor on trial now")
        .orElse("announced; no decision yet");
  }

  private Duration patience(TrialStage stage) {
    return switch (stage) {
      case VERIFY -> policy.verifyPatience();
      case SHADOW, CANARY -> policy.patience();
      case GUARD -> policy.guardPeriod();
    };
  }

  /** Evidence of the stage under way. */
  private Optional<StreamEvidence> current() {
    Optional<Trial> trial = latest().flatMap(RolloutPlan::trial);
    return results.stream()
        .flatMap(result -> result.stream().stream())
        .filter(e -> trial.filter(t -> t.since().equals(e.since())).isPresent())
        .findFirst();
  }

  private String missing(StreamEvidence evidence, Instant now, Screen screen) {
    var table = new Table("GROUP", "IMAGES", "DIFFERENCE", "MARGIN", "LIKELY NEEDED", "THAT TAKES");
    for (GroupEvidence group : evidence.groups()) {
      OptionalLong more = LabelsNeeded.more(group, policy.alpha());
      table.row(
          group.group().map(Word::of).orElse("overall"),
          String.format(Locale.ROOT, "%,d", group.images()),
          String.format(
              Locale.ROOT, "%+.1f to %+.1f points", 100 * group.lower(), 100 * group.upper()),
          String.format(Locale.ROOT, "%.1f", 100 * group.margin()),
          more.isEmpty()
              ? group.images() == 0 ? "no label yet" : "more of the same would not do"
              : more.getAsLong() == 0
                  ? "shown"
                  : String.format(Locale.ROOT, "%,d more labels", more.getAsLong()),
          more.isPresent() && more.getAsLong() > 0
              ? wait(group, more.getAsLong(), evidence, now)
              : "-");
    }
    return "the policy asks for at least %,d labels and no fall beyond the margins (alpha %s)%n%s"
        .formatted(policy.minimumLabels(), policy.alpha(), table.on(screen));
  }

  /** At the rate at which labels came so far. */
  private static String wait(GroupEvidence group, long more, StreamEvidence evidence, Instant now) {
    double seconds = Math.max(1, Duration.between(evidence.since(), now).toSeconds());
    double needed = more * seconds / group.images();
    return needed > 100L * 365 * 86_400
        ? "more than a lifetime"
        : "about " + Duration.ofSeconds((long) needed);
  }
}
