package io.longshore.standalone.status;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a stream stands.
 *
 * @param stream the stream
 * @param plans oldest first
 * @param frequencies the latest count
 * @param adaptation the latest decision to adapt
 * @param scorers their latest reports
 * @param behind how far the readers are
 * @param at when this was looked at
 */
public record StreamStatus(
    String stream,
    List<RolloutPlan> plans,
    Optional<ClassFrequencies> frequencies,
    Optional<Adaptation> adaptation,
    List<ScorerReport> scorers,
    Behind behind,
    Instant at) {

  public StreamStatus {
    plans = List.copyOf(plans);
    scorers = List.copyOf(scorers);
  }

  /** The plan in force. */
  public RolloutPlan plan() {
    return plans.isEmpty() ? RolloutPlan.initial(stream) : plans.get(plans.size() - 1);
  }

  /** The plan that made the live model live; empty if no model is. */
  public Optional<RolloutPlan> madeLive() {
    if (plan().live().isEmpty()) {
      return Optional.empty();
    }
    RolloutPlan made = plan();
    for (int i = plans.size() - 1; i >= 0 && plans.get(i).live().equals(plan().live()); i--) {
      made = plans.get(i);
    }
    return Optional.of(made);
  }
}
