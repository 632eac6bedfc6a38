package io.longshore.loadtest.kill;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.loadtest.audit.TopicReading;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The decisions that must outlive a process.
 *
 * @param epoch of the plan; -1 without one
 * @param models announced
 */
record Survival(long epoch, Set<ModelVersion> models) {
  static final Survival NOTHING = new Survival(-1, Set.of());

  Survival {
    models = Set.copyOf(models);
  }

  static Survival read(TopicReading topics) {
    return new Survival(
        topics.last(Topics.ROLLOUTS).map(RolloutPlan::epoch).orElse(-1L),
        new HashSet<>(topics.all(Topics.MODELS).stream().map(Received::key).toList()));
  }

  /** What of this is missing later. */
  List<String> missingIn(Survival later) {
    var gone = new HashSet<>(models);
    gone.removeAll(later.models());
    if (later.epoch() < epoch) {
      return List.of("the rollout plan fell from epoch %d to %d".formatted(epoch, later.epoch()));
    }
    return gone.isEmpty() ? List.of() : List.of("models " + gone + " are gone");
  }
}
