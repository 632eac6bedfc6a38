package io.longshore.console.state;

import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.RolloutPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What operators asked for lately, each with the plan that answers it. */
public final class Requests {
  private final Map<String, OperatorRequest> requests;

  /**
   * @param most requests kept
   */
  public Requests(int most) {
    this.requests = Lately.byArrival(most);
  }

  /** A request; the same one a second time is no other. */
  public void told(OperatorRequest request) {
    requests.putIfAbsent(request.id(), request);
  }

  /**
   * Newest first. A plan answers one request: of two that ask the same, the one that came first.
   *
   * @param plans newest first
   */
  public List<Asked> answered(List<RolloutPlan> plans) {
    List<RolloutPlan> inOrder = new ArrayList<>(plans);
    inOrder.sort(Comparator.comparingLong(RolloutPlan::epoch));
    Set<Long> taken = new HashSet<>();
    var asked = new ArrayList<Asked>();
    for (OperatorRequest request : requests.values()) {
      Optional<RolloutPlan> answer =
          inOrder.stream()
              .filter(plan -> !taken.contains(plan.epoch()) && Asked.answers(plan, request))
              .filter(plan -> !plan.decidedAt().isBefore(request.at().minusSeconds(CLOCKS_APART)))
              .findFirst();
      answer.ifPresent(plan -> taken.add(plan.epoch()));
      asked.add(new Asked(request, answer));
    }
    Collections.reverse(asked);
    return asked;
  }

  /** Seconds by which the clocks of two machines may differ. */
  private static final long CLOCKS_APART = 60;
}
