package io.longshore.tracker.tracking;

import io.longshore.tracker.policy.Verdict;
import java.util.Optional;

/**
 * What a step comes to.
 *
 * @param verdict on the evidence, if it was looked at
 * @param publication a snapshot with the decisions taken on it, if any were
 */
public record Outcome(Optional<Verdict> verdict, Optional<Publication> publication) {
  static final Outcome NOTHING = new Outcome(Optional.empty(), Optional.empty());
}
