package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.scorer.serving.ServingPlan.Live;
import io.longshore.scorer.serving.ServingPlan.Order;
import io.longshore.scorer.serving.ServingStep.Load;
import io.longshore.scorer.serving.ServingStep.Refuse;
import io.longshore.scorer.serving.ServingStep.Release;
import io.longshore.scorer.serving.ServingStep.Rest;
import io.longshore.scorer.serving.ServingStep.Serve;
import io.longshore.scorer.serving.ServingStep.Verify;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which step follows from how things stand: first what is no longer needed goes, then the live
 * model, then the one on trial, then the one kept for a rollback.
 */
record NextStep(ServingPlan plan, Instant now, Duration patience) {

  ServingStep step() {
    return stale()
        .<ServingStep>map(Release::new)
        .or(this::towardsLive)
        .or(this::towardsTrial)
        .or(this::towardsPrevious)
        .orElse(new Rest());
  }

  private Optional<ModelVersion> stale() {
    return plan.loaded().stream()
        .filter(version -> plan.order().isPresent())
        .filter(version -> needed().noneMatch(version::equals))
        .sorted()
        .findFirst();
  }

  /** What answers now, and what the plan wants to have at hand. */
  private Stream<ModelVersion> needed() {
    return Stream.of(
            plan.serving().map(Live::version),
            plan.serving().flatMap(Live::trial).map(Trial::version),
            plan.live(),
            plan.previous(),
            answering().map(Trial::version))
        .flatMap(Optional::stream);
  }

  /** The trial in which a second model answers images. */
  private Optional<Trial> answering() {
    return plan.trial()
        .filter(trial -> trial.stage() != TrialStage.VERIFY)
        .filter(trial -> !plan.live().equals(Optional.of(trial.version())))
        .filter(trial -> !plan.refused().contains(trial.version()));
  }

  private Optional<ServingStep> towardsLive() {
    if (plan.live().isEmpty()) {
      return Optional.empty();
    }
    ModelVersion version = plan.live().get();
    if (plan.refused().contains(version)) {
      return plan.serving().isPresent() ? aloneAgain(plan.serving().get()) : inPlaceOfLive();
    }
    if (!plan.loaded().contains(version)) {
      return known(version, Load::new);
    }
    var wanted =
        new Live(
            version, epoch(), answering().filter(trial -> plan.loaded().contains(trial.version())));
    return plan.serving().equals(Optional.of(wanted))
        ? Optional.empty()
        : Optional.of(new Serve(wanted.version(), wanted.epoch(), wanted.trial()));
  }

  /** Nothing is compared with a model that the plan has given up. */
  private static Optional<ServingStep> aloneAgain(Live serving) {
    return serving.trial().map(trial -> new Serve(serving.version(), serving.epoch()));
  }

  private Optional<ServingStep> inPlaceOfLive() {
    return plan.previous()
        .filter(plan.loaded()::contains)
        .filter(version -> !plan.refused().contains(version))
        .map(version -> new Serve(version, epoch()));
  }

  private Optional<ServingStep> towardsTrial() {
    return verification().or(this::loadingForTrial);
  }

  private Optional<ServingStep> verification() {
    return plan.trial()
        .filter(trial -> trial.stage() == TrialStage.VERIFY)
        .map(Trial::version)
        .filter(version -> !plan.refused().contains(version))
        .filter(version -> !plan.verifying().contains(version))
        .filter(version -> plan.verified().stream().noneMatch(v -> v.version().equals(version)))
        .flatMap(version -> known(version, Verify::new));
  }

  /** The live model comes first: without it there is nothing to try beside. */
  private Optional<ServingStep> loadingForTrial() {
    return answering()
        .map(Trial::version)
        .filter(version -> plan.serving().map(Live::version).equals(plan.live()))
        .filter(version -> !plan.loaded().contains(version))
        .flatMap(version -> known(version, Load::new));
  }

  private Optional<ServingStep> towardsPrevious() {
    return plan.previous()
        .filter(version -> !plan.loaded().contains(version) && !plan.refused().contains(version))
        .flatMap(version -> Optional.ofNullable(plan.manifests().get(version)))
        .map(Load::new);
  }

  /** A step with the model's manifest; a refusal if it does not come for too long. */
  private Optional<ServingStep> known(
      ModelVersion version, Function<ModelManifest, ServingStep> step) {
    if (plan.manifests().containsKey(version)) {
      return Optional.of(step.apply(plan.manifests().get(version)));
    }
    return now.isBefore(plan.order().orElseThrow().receivedAt().plus(patience))
        ? Optional.empty()
        : Optional.of(new Refuse(unknown(version)));
  }

  private long epoch() {
    return plan.order().map(Order::plan).orElseThrow().epoch();
  }

  private Refusal unknown(ModelVersion version) {
    return new Refusal(
        version,
        RefusalReason.UNKNOWN_VERSION,
        "plan %d names model %s, which has had no manifest for %d s"
            .formatted(epoch(), version, patience.toSeconds()));
  }
}
