package io.longshore.loadtest.fault;

import java.util.List;
import java.util.Optional;

/**
 * What came of a scenario.
 *
 * @param proofs that the fault happened
 * @param violations what must not be
 * @param skipped why it was not played
 * @param longestGapSeconds between two acknowledgements
 */
record Result(
    Scenario scenario,
    long seed,
    List<String> proofs,
    List<String> violations,
    Optional<String> skipped,
    Sent sent,
    double longestGapSeconds,
    double seconds) {

  /** What was sent to the site so far, and what its senders were told. */
  record Sent(int acknowledged, int unknown, int refused, long repeatedRecords) {}

  boolean isGood() {
    return violations.isEmpty() && (skipped.isPresent() || !proofs.isEmpty());
  }

  String verdict() {
    if (skipped.isPresent()) {
      return "SKIPPED: " + skipped.get();
    }
    return isGood() ? "kept" : "BROKEN";
  }
}
