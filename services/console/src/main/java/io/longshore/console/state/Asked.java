package io.longshore.console.state;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import java.util.Optional;

/**
 * A request of an operator and the plan that answers it.
 *
 * @param request what was asked
 * @param answer the first plan after it that does what it asks, with its reason
 */
public record Asked(OperatorRequest request, Optional<RolloutPlan> answer) {

  /** For example {@code roll-back}. */
  public String kind() {
    if (request instanceof OperatorRequest.Promote) {
      return "promote";
    }
    if (request instanceof OperatorRequest.RollBack) {
      return "roll-back";
    }
    if (request instanceof OperatorRequest.Pause) {
      return "pause";
    }
    return request instanceof OperatorRequest.Resume ? "resume" : "adapt";
  }

  public Optional<ModelVersion> version() {
    if (request instanceof OperatorRequest.Promote promote) {
      return Optional.of(promote.version());
    }
    return request instanceof OperatorRequest.RollBack back
        ? Optional.of(back.from())
        : Optional.empty();
  }

  /** Whether a plan does what the request asks: its step, about its model, for its reason. */
  static boolean answers(RolloutPlan plan, OperatorRequest request) {
    if (!plan.reason().startsWith(request.reason())) {
      return false;
    }
    if (request instanceof OperatorRequest.Promote promote) {
      return plan.step() == RolloutStep.PROMOTED
          && plan.live().equals(Optional.of(promote.version()));
    }
    if (request instanceof OperatorRequest.RollBack) {
      return plan.step() == RolloutStep.ROLLED_BACK;
    }
    if (request instanceof OperatorRequest.Pause) {
      return plan.step() == RolloutStep.PAUSED;
    }
    return request instanceof OperatorRequest.Resume && plan.step() == RolloutStep.RESUMED;
  }
}
