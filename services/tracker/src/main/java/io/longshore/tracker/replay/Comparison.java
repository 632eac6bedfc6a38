package io.longshore.tracker.replay;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.Stake;
import io.longshore.tracker.replay.Decision.By;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts replayed decisions beside recorded ones. A decision is of both if the gear and the labels it
 * was taken on are the same.
 */
final class Comparison {
  private final Policy starting;
  private final Position position;
  private final List<Adaptation> waiting;
  private final List<Decision> decisions = new ArrayList<>();
  private final Set<String> agreed = new HashSet<>();
  private Optional<Instant> differsFrom = Optional.empty();

  Comparison(Policy starting, Position position, List<Adaptation> recorded) {
    this.starting = starting;
    this.position = position;
    this.waiting = new ArrayList<>(recorded);
    waiting.removeIf(decision -> position.isBefore(decision.offsets()));
  }

  /** Recorded decisions that the labels counted have gone past were not replayed. */
  void passed() {
    for (Adaptation recorded : List.copyOf(waiting)) {
      if (position.contains(recorded.offsets()) && !position.is(recorded.offsets())) {
        onlyRecorded(recorded);
      }
    }
  }

  /** Takes decisions replayed on the labels counted; tells those that nothing recorded answers. */
  List<Adaptation> replayed(List<Adaptation> made) {
    var unanswered = new ArrayList<Adaptation>();
    for (Adaptation decision : made) {
      Optional<Adaptation> same = recorded(decision.gear());
      same.ifPresent(waiting::remove);
      if (same.isEmpty()) {
        differs(decision);
      }
      add(decision, same.isPresent() ? By.BOTH : By.REPLAY);
      if (differsFrom.isEmpty()) {
        same.ifPresent(recorded -> agreed.add(recorded.id()));
      } else {
        unanswered.add(decision);
      }
    }
    return unanswered;
  }

  /** Whether what was recorded to answer this decision answers a replayed one too. */
  boolean isAgreed(String decision) {
    return agreed.contains(decision);
  }

  boolean differs() {
    return differsFrom.isPresent();
  }

  Optional<Instant> differsFrom() {
    return differsFrom;
  }

  /** No more labels come. */
  List<Decision> close() {
    for (Adaptation recorded : List.copyOf(waiting)) {
      if (position.contains(recorded.offsets())) {
        onlyRecorded(recorded);
      }
    }
    decisions.sort(Comparator.comparing(decision -> decision.adaptation().decidedAt()));
    return decisions;
  }

  private Optional<Adaptation> recorded(Gear gear) {
    return waiting.stream()
        .filter(recorded -> recorded.gear() == gear && position.is(recorded.offsets()))
        .findFirst();
  }

  private void onlyRecorded(Adaptation recorded) {
    waiting.remove(recorded);
    differs(recorded);
    add(recorded, By.RECORDING);
  }

  private void differs(Adaptation decision) {
    if (differsFrom.isEmpty()) {
      differsFrom = Optional.of(decision.decidedAt());
    }
  }

  private void add(Adaptation decision, By by) {
    double seconds =
        decision
            .stake()
            .map(Stake::seconds)
            .orElseGet(() -> decision.policy().orElse(starting).terms(decision.gear()).seconds());
    decisions.add(new Decision(decision, by, seconds));
  }
}
