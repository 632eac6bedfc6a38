package io.longshore.rollout;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided before, as it was written down: recovery reads it and goes on.
 *
 * @param plans of the stream, oldest first; perhaps only the latest, from a topic that was
 *     compacted
 * @param heldOut results of the held-out gate
 */
public record Recollection(List<RolloutPlan> plans, Map<ModelVersion, GateResult> heldOut) {

  public Recollection {
    plans = List.copyOf(plans);
    heldOut = Map.copyOf(heldOut);
  }

  /** The plan in force. */
  RolloutPlan latest(String stream) {
    return plans.isEmpty() ? RolloutPlan.initial(stream) : plans.get(plans.size() - 1);
  }

  /** The epoch in which the trial's stage that is under way began; 0 if there is none. */
  long trialEpoch() {
    long epoch = 0;
    Optional<Trial> before = Optional.empty();
    for (RolloutPlan plan : plans) {
      if (!plan.trial().equals(before)) {
        epoch = plan.epoch();
      }
      before = plan.trial();
    }
    return before.isPresent() ? epoch : 0;
  }

  /** Where each of these models stands. */
  public Rollout recall(String stream, Iterable<ModelManifest> manifests) {
    var about = new HashMap<ModelVersion, RolloutPlan>();
    plans.forEach(plan -> plan.subject().ifPresent(version -> about.put(version, plan)));
    Rollout rollout = Rollout.of(latest(stream));
    for (ModelManifest manifest : manifests) {
      rollout =
          rollout.with(
              stage(manifest, rollout.plan(), Optional.ofNullable(about.get(manifest.version()))));
    }
    return rollout;
  }

  private ModelStage stage(ModelManifest manifest, RolloutPlan now, Optional<RolloutPlan> about) {
    Optional<ModelVersion> itself = Optional.of(manifest.version());
    if (now.live().equals(itself)) {
      return new ModelStage.Live(manifest);
    }
    if (now.previous().equals(itself)) {
      return new ModelStage.Superseded(manifest);
    }
    if (now.trial().map(Trial::version).equals(itself)) {
      return onTrial(manifest, now.trial().orElseThrow());
    }
    return about.map(plan -> decided(manifest, plan)).orElseGet(() -> judged(manifest));
  }

  private static ModelStage onTrial(ModelManifest manifest, Trial trial) {
    return switch (trial.stage()) {
      case VERIFY -> new ModelStage.Offered(manifest);
      case SHADOW -> new ModelStage.Shadowed(manifest);
      case CANARY -> new ModelStage.Canaried(manifest);
      case GUARD -> new ModelStage.Superseded(manifest);
    };
  }

  private static ModelStage decided(ModelManifest manifest, RolloutPlan plan) {
    return switch (plan.step()) {
      case PROMOTED, CONFIRMED -> new ModelStage.Superseded(manifest);
      case ROLLED_BACK -> new ModelStage.RolledBack(manifest, plan.reason());
      case OFFERED, SHADOWED, CANARIED ->
          new ModelStage.Overtaken(manifest, "a newer model came before anything was decided");
      case REFUSED, STARTED, PAUSED, RESUMED -> new ModelStage.Refused(manifest, plan.reason());
    };
  }

  private ModelStage judged(ModelManifest manifest) {
    GateResult result = heldOut.get(manifest.version());
    if (result == null) {
      return new ModelStage.Candidate(manifest);
    }
    return result.passed()
        ? new ModelStage.Superseded(manifest)
        : new ModelStage.Refused(manifest, result.reason());
  }
}
