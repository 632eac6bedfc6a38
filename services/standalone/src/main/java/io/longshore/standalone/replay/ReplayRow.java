package io.longshore.standalone.replay;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Stake;
import io.longshore.tracker.replay.Decision;

/**
 * A decision as a row of a report.
 *
 * @param at event time
 * @param gear rebalance or retrain
 * @param replayed whether the replayed policy decided it
 * @param recorded whether it was decided then
 * @param seconds compute that it takes
 * @param benefit what was weighed; 0 where nothing was
 * @param cost the same
 * @param units the evidence is from
 * @param logE natural logarithm of the e-value
 * @param totalVariationLower lower bound of how far the mix moved
 * @param reason in a sentence
 */
public record ReplayRow(
    String at,
    String gear,
    boolean replayed,
    boolean recorded,
    double seconds,
    double benefit,
    double cost,
    long units,
    double logE,
    double totalVariationLower,
    String reason) {

  static ReplayRow of(Decision decision) {
    Adaptation adaptation = decision.adaptation();
    return new ReplayRow(
        adaptation.decidedAt().toString(),
        adaptation.gear().word(),
        decision.isReplayed(),
        decision.isRecorded(),
        decision.seconds(),
        adaptation.stake().map(Stake::benefit).orElse(0.0),
        adaptation.stake().map(Stake::cost).orElse(0.0),
        adaptation.evidence().units(),
        adaptation.evidence().logE(),
        adaptation.evidence().totalVariationLower(),
        adaptation.reason());
  }
}
