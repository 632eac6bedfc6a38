package io.longshore.loadtest.fault;

import io.longshore.loadtest.audit.Pulse;
import java.util.List;
import java.util.Optional;

/**
 * What came of a scenario.
 *
 * @param proofs that the fault happened
 * @param violations what must not be
 * @param skipped why it was not played
 * @param answers of each second of it
 * @param longestGapSeconds between two acknowledgements
 * @param seconds it took, with the audit
 */
record Result(
    Scenario scenario,
    long seed,
    List<Seen> proofs,
    List<String> violations,
    Optional<String> skipped,
    Sent sent,
    List<Pulse.Second> answers,
    double longestGapSeconds,
    double seconds) {

  /** How many images were sent in a scenario, and what their senders were told. */
  record Sent(int acknowledged, int unknown, int refused, long repeatedRecords) {

    Sent since(Sent before) {
      return new Sent(
          acknowledged - before.acknowledged,
          unknown - before.unknown,
          refused - before.refused,
          repeatedRecords - before.repeatedRecords);
    }
  }

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
