package io.longshore.schemas;

import io.longshore.domain.drift.ClassShift;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.MissingMass;
import io.longshore.domain.drift.MovedClass;
import io.longshore.domain.drift.MovedClass.Direction;
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
            .setMissing(write(evidence.missing()))
            .setMovedClasses(evidence.movedClasses())
            .setLogE(evidence.logE())
            .putAllLogEByGrouping(evidence.logEByChange())
            .addAllLogEByStart(evidence.logEByStart())
            .setLogThreshold(evidence.logThreshold())
            .setTotalVariation(evidence.totalVariation())
            .setTotalVariationLower(evidence.totalVariationLower())
            .setTotalVariationFloor(evidence.totalVariationFloor());
    if (evidence.horizon() > 0) {
      message.setHorizon(evidence.horizon());
    }
    evidence.reference().ifPresent(version -> message.setReference(version.value()));
    evidence.shifts().forEach(shift -> message.addShifts(write(shift)));
    evidence.moved().forEach(moved -> message.addMoved(write(moved)));
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
        evidence.getShiftsList().stream().map(DriftEvidenceMapping::read).toList(),
        evidence.hasMissing() ? read(evidence.getMissing()) : MissingMass.UNKNOWN,
        evidence.getMovedList().stream().map(DriftEvidenceMapping::read).toList(),
        evidence.getMovedClasses(),
        evidence.getHorizon());
  }

  private static DriftEvidenceProto.MissingMass write(MissingMass missing) {
    return DriftEvidenceProto.MissingMass.newBuilder()
        .setEstimate(missing.estimate())
        .setLower(missing.lower())
        .setUpper(missing.upper())
        .build();
  }

  private static MissingMass read(DriftEvidenceProto.MissingMass missing) {
    return new MissingMass(missing.getEstimate(), missing.getLower(), missing.getUpper());
  }

  private static DriftEvidenceProto.MovedClass write(MovedClass moved) {
    return DriftEvidenceProto.MovedClass.newBuilder()
        .setClassName(moved.className())
        .setRisen(moved.direction() == Direction.RISEN)
        .setReferenceShare(moved.referenceShare())
        .setLiveShare(moved.liveShare())
        .setLogE(moved.logE())
        .build();
  }

  private static MovedClass read(DriftEvidenceProto.MovedClass moved) {
    return new MovedClass(
        moved.getClassName(),
        moved.getRisen() ? Direction.RISEN : Direction.FALLEN,
        moved.getReferenceShare(),
        moved.getLiveShare(),
        moved.getLogE());
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
