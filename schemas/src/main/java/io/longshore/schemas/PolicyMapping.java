package io.longshore.schemas;

import io.longshore.domain.adaptation.FirstModel;
import io.longshore.domain.adaptation.GearTerms;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyState;
import io.longshore.domain.adaptation.Thresholds;
import io.longshore.domain.adaptation.Worth;
import io.longshore.schemas.v1.PolicyProto;
import java.time.Duration;

/** Policies, part of adaptations. */
final class PolicyMapping {
  private static final EnumPairs<PolicyState, PolicyProto.PolicyState> STATE =
      EnumPairs.of(PolicyState.class, PolicyProto.PolicyState.class);

  private PolicyMapping() {}

  static PolicyProto.Policy write(Policy policy) {
    return PolicyProto.Policy.newBuilder()
        .setState(STATE.wire(policy.state()))
        .setTrimStrength(policy.trimStrength())
        .setAlpha(policy.thresholds().alpha())
        .setEffectFloor(policy.thresholds().effectFloor())
        .setRetrainFloor(policy.thresholds().retrainFloor())
        .setLeastMixUnits(policy.thresholds().leastMixUnits())
        .setRebalance(write(policy.rebalance()))
        .setRetrain(write(policy.retrain()))
        .setHorizonUnits(policy.worth().horizonUnits())
        .setRightAnswerWorth(policy.worth().rightAnswer())
        .setComputeSecondPrice(policy.worth().computeSecond())
        .setFirstModelLabels(policy.first().labels())
        .setFirstModelMinimum(policy.first().minimum())
        .setFirstModelQuiet(policy.first().quiet().toMillis())
        .build();
  }

  static Policy read(PolicyProto.Policy policy) {
    return new Policy(
        STATE.domain(policy.getState()),
        policy.getTrimStrength(),
        new Thresholds(
            policy.getAlpha(),
            policy.getEffectFloor(),
            policy.getRetrainFloor(),
            policy.getLeastMixUnits()),
        read(policy.getRebalance()),
        read(policy.getRetrain()),
        new Worth(
            policy.getHorizonUnits(), policy.getRightAnswerWorth(), policy.getComputeSecondPrice()),
        new FirstModel(
            policy.getFirstModelLabels(),
            policy.getFirstModelMinimum(),
            Duration.ofMillis(policy.getFirstModelQuiet())));
  }

  private static PolicyProto.GearTerms write(GearTerms terms) {
    return PolicyProto.GearTerms.newBuilder()
        .setPerDay(terms.perDay())
        .setCoolDown(terms.coolDown().toMillis())
        .setCoolDownUnits(terms.coolDownUnits())
        .setSeconds(terms.seconds())
        .setRegains(terms.regains())
        .build();
  }

  private static GearTerms read(PolicyProto.GearTerms terms) {
    return new GearTerms(
        terms.getPerDay(),
        Duration.ofMillis(terms.getCoolDown()),
        terms.getCoolDownUnits(),
        terms.getSeconds(),
        terms.getRegains());
  }
}
