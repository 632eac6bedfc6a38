package io.longshore.schemas;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.schemas.v1.RolloutPlanProto;
import java.util.Optional;

/** Rollout plans. */
final class RolloutPlanCodec {
  static final Codec<RolloutPlan> CODEC =
      new ProtobufCodec<>(
          "rollout-plan",
          RolloutPlanProto.RolloutPlan.parser(),
          RolloutPlanCodec::write,
          RolloutPlanCodec::read);

  private static final EnumPairs<RolloutStep, RolloutPlanProto.RolloutStep> STEP =
      EnumPairs.of(RolloutStep.class, RolloutPlanProto.RolloutStep.class);

  private RolloutPlanCodec() {}

  private static RolloutPlanProto.RolloutPlan write(RolloutPlan plan) {
    var message =
        RolloutPlanProto.RolloutPlan.newBuilder()
            .setStream(plan.stream())
            .setEpoch(plan.epoch())
            .setStep(STEP.wire(plan.step()))
            .setReason(plan.reason())
            .setDecidedAt(Times.wire(plan.decidedAt()));
    plan.live().ifPresent(version -> message.setLive(version.value()));
    plan.previous().ifPresent(version -> message.setPrevious(version.value()));
    plan.subject().ifPresent(version -> message.setSubject(version.value()));
    return message.build();
  }

  private static RolloutPlan read(RolloutPlanProto.RolloutPlan plan) {
    return new RolloutPlan(
        plan.getStream(),
        plan.getEpoch(),
        plan.hasLive() ? Optional.of(new ModelVersion(plan.getLive())) : Optional.empty(),
        plan.hasPrevious() ? Optional.of(new ModelVersion(plan.getPrevious())) : Optional.empty(),
        STEP.domain(plan.getStep()),
        plan.hasSubject() ? Optional.of(new ModelVersion(plan.getSubject())) : Optional.empty(),
        plan.getReason(),
        Times.domain(plan.getDecidedAt()));
  }
}
