package io.longshore.tracker.replay;

import io.longshore.domain.adaptation.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came out of a replay.
 *
 * @param policy in force at the end
 * @param labels counted
 * @param from start of the first bucket; the epoch without labels
 * @param to end of the last
 * @param decisions in the order of time
 * @param differsFrom event time of the first decision that is not of both; what follows it rests on
 *     the model of answers in {@link Replay}
 */
public record Replayed(
    Policy policy,
    long labels,
    Instant from,
    Instant to,
    List<Decision> decisions,
    Optional<Instant> differsFrom) {
  public Replayed {
    decisions = List.copyOf(decisions);
  }
}
