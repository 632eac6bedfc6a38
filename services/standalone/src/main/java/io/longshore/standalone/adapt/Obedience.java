package io.longshore.standalone.adapt;

import io.longshore.bench.adapt.AdaptPolicy;
import io.longshore.bench.adapt.AdaptPolicy.Speed;
import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.time.Instant;
import java.util.List;

/**
 * Whether the system did what the policy says: a number of another policy would be worse than none.
 */
final class Obedience {
  private Obedience() {}

  /**
   * Looks at what was published since the policy was set.
   *
   * @throws AdaptFailedException naming the gear that was used against the policy
   */
  static void check(Observatory seen, AdaptPolicy policy, Instant since) {
    for (Seen<Adaptation> asked : seen.adaptations()) {
      if (asked.value().decidedAt().isAfter(since) && !policy.allows(speed(asked.value().gear()))) {
        throw disobeyed(policy, speed(asked.value().gear()));
      }
    }
    List<Seen<ClassFrequencies>> frequencies = seen.frequencies();
    boolean trims =
        !frequencies.isEmpty() && frequencies.get(frequencies.size() - 1).value().trim() > 0;
    if (trims && !policy.allows(Speed.TRIM)) {
      throw disobeyed(policy, Speed.TRIM);
    }
  }

  private static Speed speed(Gear gear) {
    return switch (gear) {
      case REBALANCE -> Speed.REBALANCE;
      case RETRAIN -> Speed.RETRAIN;
    };
  }

  private static AdaptFailedException disobeyed(AdaptPolicy policy, Speed gear) {
    return new AdaptFailedException(
        "policy %s forbids gear %s, but it was used; what the tracker says of the topic policies is in the log"
            .formatted(policy.word(), gear.word()));
  }
}
