package io.longshore.console.state;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The plans of a stream, and what they mean: which model served when. */
public final class Plans {
  private final Ring<RolloutPlan> plans;

  /**
   * A time in which one model served.
   *
   * @param to empty: it serves now
   * @param by the plan that made it live
   */
  public record Served(ModelVersion version, Instant from, Optional<Instant> to, RolloutPlan by) {}

  /**
   * @param most plans kept
   */
  public Plans(int most) {
    this.plans = new Ring<>(most);
  }

  /** A plan; one of an older epoch than the latest is ignored, as scorers do. */
  public void told(RolloutPlan plan) {
    if (plans.newest().filter(latest -> latest.epoch() >= plan.epoch()).isEmpty()) {
      plans.add(plan);
    }
  }

  public Optional<RolloutPlan> latest() {
    return plans.newest();
  }

  public List<RolloutPlan> newestFirst() {
    return plans.newestFirst();
  }

  /** Versions that the latest plan names. */
  public Set<ModelVersion> inUse() {
    var used = new HashSet<ModelVersion>();
    latest()
        .ifPresent(
            plan -> {
              plan.live().ifPresent(used::add);
              plan.previous().ifPresent(used::add);
              plan.trial().map(Trial::version).ifPresent(used::add);
            });
    return Set.copyOf(used);
  }

  /** Which model served when, oldest first. */
  public List<Served> served() {
    var served = new ArrayList<Served>();
    for (RolloutPlan plan : plans.oldestFirst()) {
      int last = served.size() - 1;
      Optional<ModelVersion> before =
          last < 0 || served.get(last).to().isPresent()
              ? Optional.empty()
              : Optional.of(served.get(last).version());
      if (plan.live().equals(before)) {
        continue;
      }
      if (before.isPresent()) {
        Served ended = served.get(last);
        served.set(
            last,
            new Served(ended.version(), ended.from(), Optional.of(plan.decidedAt()), ended.by()));
      }
      plan.live()
          .ifPresent(
              live -> served.add(new Served(live, plan.decidedAt(), Optional.empty(), plan)));
    }
    return List.copyOf(served);
  }

  /** Where a model stands. */
  public Standing of(ModelVersion version) {
    Optional<ModelVersion> itself = Optional.of(version);
    Optional<RolloutPlan> now = latest();
    if (now.flatMap(RolloutPlan::live).equals(itself)) {
      return Standing.LIVE;
    }
    if (now.flatMap(RolloutPlan::previous).equals(itself)) {
      return Standing.PREVIOUS;
    }
    if (now.flatMap(RolloutPlan::trial).map(Trial::version).equals(itself)) {
      return Standing.TRIAL;
    }
    List<RolloutPlan> about =
        plans.newestFirst().stream().filter(plan -> plan.subject().equals(itself)).toList();
    if (about.isEmpty()) {
      return Standing.WAITING;
    }
    return about.get(0).step() == RolloutStep.REFUSED ? Standing.REFUSED : Standing.RETIRED;
  }
}
