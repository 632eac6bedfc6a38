package io.longshore.schemas;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.Stake;
import io.longshore.schemas.v1.AdaptationProto;
import io.longshore.schemas.v1.GearProto;
import java.util.Optional;
import java.util.TreeMap;

/** Adaptations. */
final class AdaptationCodec {
  static final Codec<Adaptation> CODEC =
      new ProtobufCodec<>(
          "adaptation",
          AdaptationProto.Adaptation.parser(),
          AdaptationCodec::write,
          AdaptationCodec::read);

  static final EnumPairs<Gear, GearProto.Gear> GEAR =
      EnumPairs.of(Gear.class, GearProto.Gear.class);

  private AdaptationCodec() {}

  private static AdaptationProto.Adaptation write(Adaptation adaptation) {
    var message =
        AdaptationProto.Adaptation.newBuilder()
            .setId(adaptation.id())
            .setStream(adaptation.stream())
            .setGear(GEAR.wire(adaptation.gear()))
            .setReason(adaptation.reason())
            .setEvidence(DriftEvidenceMapping.write(adaptation.evidence()))
            .putAllMix(adaptation.mix())
            .putAllOffsets(adaptation.offsets())
            .setDecidedAt(Times.wire(adaptation.decidedAt()));
    adaptation.stake().ifPresent(stake -> message.setStake(write(stake)));
    adaptation.policy().ifPresent(policy -> message.setPolicy(PolicyMapping.write(policy)));
    return message.build();
  }

  private static Adaptation read(AdaptationProto.Adaptation adaptation) {
    return new Adaptation(
        adaptation.getId(),
        adaptation.getStream(),
        GEAR.domain(adaptation.getGear()),
        adaptation.getReason(),
        DriftEvidenceMapping.read(adaptation.getEvidence()),
        new TreeMap<>(adaptation.getMixMap()),
        new TreeMap<>(adaptation.getOffsetsMap()),
        Times.domain(adaptation.getDecidedAt()),
        adaptation.hasStake() ? Optional.of(read(adaptation.getStake())) : Optional.empty(),
        adaptation.hasPolicy()
            ? Optional.of(PolicyMapping.read(adaptation.getPolicy()))
            : Optional.empty());
  }

  private static AdaptationProto.Stake write(Stake stake) {
    return AdaptationProto.Stake.newBuilder()
        .setAccuracy(stake.accuracy())
        .setBenefit(stake.benefit())
        .setSeconds(stake.seconds())
        .setCost(stake.cost())
        .setAskedToday(stake.askedToday())
        .setPerDay(stake.perDay())
        .build();
  }

  private static Stake read(AdaptationProto.Stake stake) {
    return new Stake(
        stake.getAccuracy(),
        stake.getBenefit(),
        stake.getSeconds(),
        stake.getCost(),
        stake.getAskedToday(),
        stake.getPerDay());
  }
}
