package io.longshore.tracker.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.Sha256;
import io.longshore.tracker.count.ModelMix;
import io.longshore.tracker.tracking.Step.Event;
import io.longshore.tracker.tracking.Step.MixLearned;
import io.longshore.tracker.tracking.Step.PlanFollowed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Models that would have been live, had the replayed decisions been taken: each is live after its
 * gear's seconds of compute, and its reference is the mix of the decision. A rebalanced head keeps
 * the classes of the model it is made from.
 */
final class Answers {

  /** A model that will be live. */
  private record Due(long at, Adaptation decision) {}

  private final Queue<Due> due =
      new PriorityQueue<>((a, b) -> a.at() == b.at() ? 0 : Long.compare(a.at(), b.at()));
  private final Map<ModelVersion, ModelMix> mixes = new HashMap<>();
  private Optional<ModelVersion> live = Optional.empty();
  private long epoch;

  void learned(MixLearned model) {
    mixes.put(model.version(), model.mix());
  }

  /** A plan in the numbering of the replay, whose models may come between recorded ones. */
  PlanFollowed numbered(PlanFollowed plan) {
    live = plan.live();
    return new PlanFollowed(plan.at(), ++epoch, plan.live());
  }

  void expect(Adaptation decision, long at) {
    due.add(new Due(at, decision));
  }

  /** What becomes live until a time. */
  List<Event> until(long time) {
    var events = new ArrayList<Event>();
    for (Due next = due.peek(); next != null && next.at() <= time; next = due.peek()) {
      due.remove();
      var model = model(next);
      learned(model);
      events.add(model);
      events.add(numbered(new PlanFollowed(next.at(), 0, Optional.of(model.version()))));
    }
    return events;
  }

  private MixLearned model(Due answered) {
    Adaptation decision = answered.decision();
    var weights = new TreeMap<>(decision.mix());
    if (decision.gear() == Gear.REBALANCE) {
      live.flatMap(version -> Optional.ofNullable(mixes.get(version)))
          .ifPresent(parent -> weights.keySet().retainAll(parent.weights().keySet()));
    }
    var version = new ModelVersion(Sha256.hex(("replayed " + decision.id()).getBytes(UTF_8)));
    return new MixLearned(answered.at(), version, new ModelMix(decision.gear(), live, weights));
  }
}
