package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.GearTerms;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.Stake;
import io.longshore.domain.drift.DriftEvidence;

/**
 * What a gear may bring and what it costs, from lower bounds of what moved; the formula and its
 * limits are in {@link Stake}.
 */
record Weighing(Policy policy) {

  Stake of(Gear gear, DriftEvidence evidence, Situation situation) {
    GearTerms terms = policy.terms(gear);
    double fresh = newShare(situation);
    double known = Math.max(0, evidence.totalVariationLower() - fresh);
    double accuracy = terms.regains() * known + (gear == Gear.RETRAIN ? fresh : 0);
    return new Stake(
        accuracy,
        accuracy * policy.worth().horizonUnits() * policy.worth().rightAnswer(),
        terms.seconds(),
        terms.seconds() * policy.worth().computeSecond(),
        situation.ledger().today(gear, situation.now()),
        terms.perDay());
  }

  /**
   * Lower bound, at one look, of the share of units whose class the live model lacks: Hoeffding's
   * inequality, <a href="https://doi.org/10.1080/01621459.1963.10500830">JASA 58, 1963</a>.
   */
  private double newShare(Situation situation) {
    if (situation.windowUnits() == 0) {
      return 0;
    }
    double units = situation.windowUnits();
    double spread = Math.sqrt(-Math.log(policy.thresholds().alpha()) / (2 * units));
    return Math.max(0, Math.min(1, situation.newUnits() / units) - spread);
  }
}
