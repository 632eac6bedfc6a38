package io.longshore.rollout;

import io.longshore.domain.operator.OperatorRequest;
import java.time.Instant;
import java.util.Optional;

/** What an operator's request means for the rollout. */
final class Requests {

  private Requests() {}

  /** Empty if it is for another service. */
  static Optional<RolloutEvent> event(OperatorRequest request, Instant at) {
    if (request instanceof OperatorRequest.RollBack back) {
      return Optional.of(new RolloutEvent.RollBackAsked(back.from(), back.reason(), at));
    }
    if (request instanceof OperatorRequest.Promote promote) {
      return Optional.of(new RolloutEvent.PromotionAsked(promote.version(), promote.reason(), at));
    }
    if (request instanceof OperatorRequest.Pause pause) {
      return Optional.of(new RolloutEvent.PauseAsked(pause.reason(), at));
    }
    return request instanceof OperatorRequest.Resume resume
        ? Optional.of(new RolloutEvent.ResumeAsked(resume.reason(), at))
        : Optional.empty();
  }
}
