package io.longshore.schemas;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.schemas.v1.AdaptationProto;
import io.longshore.schemas.v1.GearProto;
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
    return AdaptationProto.Adaptation.newBuilder()
        .setId(adaptation.id())
        .setStream(adaptation.stream())
        .setGear(GEAR.wire(adaptation.gear()))
        .setReason(adaptation.reason())
        .setEvidence(DriftEvidenceMapping.write(adaptation.evidence()))
        .putAllMix(adaptation.mix())
        .putAllOffsets(adaptation.offsets())
        .setDecidedAt(Times.wire(adaptation.decidedAt()))
        .build();
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
        Times.domain(adaptation.getDecidedAt()));
  }
}
