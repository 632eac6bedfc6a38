package io.longshore.standalone.rejects;

import io.longshore.schemas.Cleanup;
import io.longshore.standalone.rejects.ReplayStep.Keep;
import io.longshore.standalone.rejects.ReplayStep.Send;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which rejects are sent again. A record goes once, however many services refused it and
 * however often it came back; one that came back too often stays; and only events are sent, since a
 * state or a request of the past would undo what came after it.
 */
public final class ReplayPlan {
  private final int most;
  private final Map<String, Integer> earlier = new HashMap<>();
  private final Set<String> sent = new HashSet<>();

  private ReplayPlan(List<KeptReject> all, int most) {
    this.most = most;
    var counted = new HashSet<String>();
    for (KeptReject reject : all) {
      if (counted.add(reject.source())) {
        earlier.merge(record(reject), 1, Integer::sum);
      }
    }
  }

  /**
   * A step for each reject, oldest first.
   *
   * @param chosen what is to be sent again
   * @param all rejects there are: what is sent again is not always marked when it comes back, but
   *     its bytes are the same
   * @param most replays of a record
   */
  public static List<ReplayStep> of(List<KeptReject> chosen, List<KeptReject> all, int most) {
    var plan = new ReplayPlan(all, most);
    var steps = new ArrayList<ReplayStep>();
    chosen.stream()
        .sorted(Comparator.comparing(KeptReject::at).reversed())
        .forEach(reject -> steps.add(0, plan.step(reject)));
    return List.copyOf(steps);
  }

  private ReplayStep step(KeptReject reject) {
    Optional<Origin> origin = reject.origin();
    if (origin.isEmpty()) {
      return new Keep(reject, "it came from no topic: let its sender send it again");
    }
    if (origin.get().topic().cleanup() != Cleanup.DELETE) {
      return new Keep(
          reject,
          "%s holds states and requests, and an old one would undo newer ones"
              .formatted(origin.get().topic()));
    }
    if (reject.extent() == KeptReject.Extent.BEGINNING) {
      return new Keep(reject, "only its beginning was kept");
    }
    int replays = Math.max(reject.replays(), earlier.getOrDefault(record(reject), 1) - 1);
    if (replays >= most) {
      return new Keep(
          reject,
          "it was sent %d times more already and refused; --most allows %d"
              .formatted(replays, most));
    }
    if (!sent.add(record(reject))) {
      return new Keep(reject, "the same record is sent for another reject");
    }
    return new Send(reject, origin.get(), replays + 1);
  }

  /** What is the same however often it comes back. */
  private static String record(KeptReject reject) {
    return reject.origin().map(origin -> origin.topic().name()).orElse("") + " " + reject.digest();
  }
}
