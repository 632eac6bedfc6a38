package io.longshore.schemas;

import io.longshore.domain.drift.ClassShift;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.model.ModelVersion;
import io.longshore.schemas.v1.DriftEvidenceProto;
import java.util.Optional;
import java.util.TreeMap;

/** Drift evidence, part of class frequencies and of adaptations. */
final class DriftEvidenceMapping {

  private DriftEvidenceMapping() {}

  static DriftEvidenceProto.DriftEvidence write(DriftEvidence evidence) {
    var message =
        DriftEvidenceProto.DriftEvidence.newBuilder()
            .setUnits(evidence.units())
            .setDesignEffect(evidence.designEffect())
            .setLogE(evidence.logE())
            .putAllLogEByGrouping(evidence.logEByChange())
            .addAllLogEByStart(evidence.logEByStart())
            .setLogThreshold(evidence.logThreshold())
            .setTotalVariation(evidence.totalVariation())
            .setTotalVariationLower(evidence.totalVariationLower())
            .setTotalVariationFloor(evidence.totalVariationFloor());
    evidence.reference().ifPresent(version -> message.setReference(version.value()));
    evidence.shifts().forEach(shift -> message.addShifts(write(shift)));
    return message.build();
  }

  static DriftEvidence read(DriftEvidenceProto.DriftEvidence evidence) {
    return new DriftEvidence(
        evidence.hasReference()
            ? Optional.of(new ModelVersion(evidence.getReference()))
            : Optional.empty(),
        evidence.getUnits(),
        evidence.hasDesignEffect() ? evidence.getDesignEffect() : 1,
        evidence.getLogE(),
        new TreeMap<>(evidence.getLogEByGroupingMap()),
        evidence.getLogEByStartList(),
        evidence.getLogThreshold(),
        evidence.getTotalVariation(),
        evidence.getTotalVariationLower(),
        evidence.getTotalVariationFloor(),
        evidence.getShiftsList().stream().map(DriftEvidenceMapping::read).toList());
  }

  private static DriftEvidenceProto.ClassShift write(ClassShift shift) {
    return DriftEvidenceProto.ClassShift.newBuilder()
        .setClassName(shift.className())
        .setReferenceShare(shift.referenceShare())
        .setLiveShare(shift.liveShare())
        .build();
  }

  private static ClassShift read(DriftEvidenceProto.ClassShift shift) {
    return new ClassShift(shift.getClassName(), shift.getReferenceShare(), shift.getLiveShare());
  }
}
