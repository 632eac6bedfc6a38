package io.longshore.schemas;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
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

  private static final EnumPairs<TrialStage, RolloutPlanProto.TrialStage> STAGE =
      EnumPairs.of(TrialStage.class, RolloutPlanProto.TrialStage.class);

  private RolloutPlanCodec() {}

  private static RolloutPlanProto.RolloutPlan write(RolloutPlan plan) {
    var message =
        RolloutPlanProto.RolloutPlan.newBuilder()
            .setStream(plan.stream())
            .setEpoch(plan.epoch())
            .setStep(STEP.wire(plan.step()))
            .setReason(plan.reason())
            .setDecidedAt(Times.wire(plan.decidedAt()))
            .setPaused(plan.paused());
    plan.live().ifPresent(version -> message.setLive(version.value()));
    plan.previous().ifPresent(version -> message.setPrevious(version.value()));
    plan.subject().ifPresent(version -> message.setSubject(version.value()));
    plan.trial().ifPresent(trial -> message.setTrial(write(trial)));
    plan.signature().ifPresent(s -> message.setSignature(SignatureMapping.write(s)));
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
        Times.domain(plan.getDecidedAt()),
        plan.hasTrial() ? Optional.of(read(plan.getTrial())) : Optional.empty(),
        plan.getPaused(),
        plan.hasSignature()
            ? Optional.of(SignatureMapping.read(plan.getSignature()))
            : Optional.empty());
  }

  private static RolloutPlanProto.Trial write(Trial trial) {
    return RolloutPlanProto.Trial.newBuilder()
        .setVersion(trial.version().value())
        .setStage(STAGE.wire(trial.stage()))
        .setShare(trial.share())
        .setSince(Times.wire(trial.since()))
        .build();
  }

  private static Trial read(RolloutPlanProto.Trial trial) {
    return new Trial(
        new ModelVersion(trial.getVersion()),
        STAGE.domain(trial.getStage()),
        trial.getShare(),
        Times.domain(trial.getSince()));
  }
}
