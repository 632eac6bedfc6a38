package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.FirstModel;
import io.longshore.domain.adaptation.GearTerms;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyState;
import io.longshore.domain.adaptation.Thresholds;
import io.longshore.domain.adaptation.Worth;
import io.longshore.tracker.TrackerSettings;

/** The policy of the tracker's settings, for as long as no operator sets another. */
public final class StartingPolicy {

  private StartingPolicy() {}

  /**
   * Every value from its setting.
   *
   * @throws IllegalArgumentException naming the first value that is out of range
   */
  public static Policy of(TrackerSettings settings) {
    return new Policy(
        PolicyState.RUNNING,
        settings.trimStrength(),
        new Thresholds(
            settings.alpha(),
            settings.effectFloor(),
            settings.retrainFloor(),
            settings.leastMixUnits()),
        new GearTerms(
            settings.rebalancePerDay(),
            settings.coolDown(),
            settings.coolDownUnits(),
            settings.rebalanceSeconds(),
            settings.rebalanceRegains()),
        new GearTerms(
            settings.retrainPerDay(),
            settings.retrainCoolDown(),
            settings.retrainCoolDownUnits(),
            settings.retrainSeconds(),
            settings.retrainRegains()),
        new Worth(
            settings.horizonUnits(), settings.rightAnswerWorth(), settings.computeSecondPrice()),
        new FirstModel(
            settings.firstModelLabels(), settings.firstModelMinimum(), settings.firstModelQuiet()));
  }
}
