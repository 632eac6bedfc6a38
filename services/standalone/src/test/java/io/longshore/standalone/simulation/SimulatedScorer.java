package io.longshore.standalone.simulation;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.prediction.Verification;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.Trial;
import io.longshore.scorer.serving.ServingPlan;
import io.longshore.scorer.serving.ServingStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A scorer around the real {@link ServingPlan}; it loads what is not broken. */
final class SimulatedScorer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Set<ModelVersion> broken;
  private ServingPlan plan = ServingPlan.EMPTY;
  private final Set<ModelVersion> verified = new TreeSet<>();

  SimulatedScorer(String name, Set<ModelVersion> broken) {
    this.name = name;
    this.broken = broken;
  }

  void crash() {
    plan = ServingPlan.EMPTY;
    verified.clear();
  }

  void planned(RolloutPlan latest, Instant now) {
    plan = plan.planned(latest, now);
  }

  void announced(ModelManifest manifest) {
    plan = plan.announced(manifest);
  }

  /** One step towards the plan; false if there is none. */
  boolean step(Instant now) {
    ServingStep step = plan.next(now, PATIENCE);
    if (step instanceof ServingStep.Load load) {
      ModelVersion version = load.manifest().version();
      plan = broken.contains(version) ? plan.refused(refusal(version)) : plan.loaded(version);
    } else if (step instanceof ServingStep.Serve serve) {
      plan = plan.served(serve.version(), serve.epoch());
    } else if (step instanceof ServingStep.Release release) {
      plan = plan.released(release.version());
    } else if (step instanceof ServingStep.Refuse refuse) {
      plan = plan.refused(refuse.refusal());
    }
    return !(step instanceof ServingStep.Rest);
  }

  private static Refusal refusal(ModelVersion version) {
    return new Refusal(version, RefusalReason.UNLOADABLE, "cannot be loaded");
  }

  Optional<ServingPlan.Live> serving() {
    return plan.serving();
  }

  boolean refuses(ModelVersion version) {
    return plan.refused().contains(version);
  }

  /** What it says of itself; it verifies what is on trial whenever it is asked. */
  ScorerReport report(Instant now) {
    Optional<ModelVersion> trial =
        plan.order().flatMap(order -> order.plan().trial()).map(Trial::version);
    var refusals = new ArrayList<>(plan.refusals());
    trial.ifPresent(
        version -> {
          if (broken.contains(version)) {
            refusals.add(refusal(version));
          } else {
            verified.add(version);
          }
        });
    List<Verification> found =
        verified.stream().map(version -> new Verification(version, 10, 1e-6, 1, 1)).toList();
    return new ScorerReport(
        name,
        plan.actedOn(),
        plan.serving().map(ServingPlan.Live::version),
        0,
        refusals,
        0,
        now,
        Optional.empty(),
        found);
  }
}
