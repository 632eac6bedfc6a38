package io.longshore.rollout;

import io.longshore.domain.rollout.PromotionPolicy;
import java.util.Map;

/** The promotion policy of the settings, before an operator sets anything. */
public final class StartingPromotion {

  private StartingPromotion() {}

  /**
   * The policy.
   *
   * @throws IllegalArgumentException naming the first key whose value is out of range
   */
  public static PromotionPolicy of(RolloutSettings.Promotion settings) {
    return new PromotionPolicy(
        Map.ofEntries(
            Map.entry("rebalance-path", settings.rebalancePath()),
            Map.entry("retrain-path", settings.retrainPath()),
            Map.entry("shadow-share", settings.shadowShare()),
            Map.entry("canary-share", settings.canaryShare()),
            Map.entry("guard-share", settings.guardShare()),
            Map.entry("margin-overall", settings.marginOverall()),
            Map.entry("margin-many", settings.marginMany()),
            Map.entry("margin-medium", settings.marginMedium()),
            Map.entry("margin-few", settings.marginFew()),
            Map.entry("alpha", settings.alpha()),
            Map.entry("minimum-labels", settings.minimumLabels()),
            Map.entry("require", settings.require()),
            Map.entry("fall", settings.fall()),
            Map.entry("patience", settings.patience()),
            Map.entry("verify-patience", settings.verifyPatience()),
            Map.entry("label-delay", settings.labelDelay()),
            Map.entry("guard-period", settings.guardPeriod())));
  }
}
