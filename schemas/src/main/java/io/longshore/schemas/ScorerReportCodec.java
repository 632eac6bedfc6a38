package io.longshore.schemas;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.prediction.Verification;
import io.longshore.schemas.v1.ScorerReportProto;
import java.util.Optional;

/** Scorer reports. */
final class ScorerReportCodec {
  static final Codec<ScorerReport> CODEC =
      new ProtobufCodec<>(
          "scorer-report",
          ScorerReportProto.ScorerReport.parser(),
          ScorerReportCodec::write,
          ScorerReportCodec::read);

  private static final EnumPairs<RefusalReason, ScorerReportProto.RefusalReason> REASON =
      EnumPairs.of(RefusalReason.class, ScorerReportProto.RefusalReason.class);

  private ScorerReportCodec() {}

  private static ScorerReportProto.ScorerReport write(ScorerReport report) {
    var message =
        ScorerReportProto.ScorerReport.newBuilder()
            .setScorer(report.scorer())
            .setPlanEpoch(report.planEpoch())
            .setTrimSequence(report.trimSequence())
            .addAllRefusals(report.refusals().stream().map(ScorerReportCodec::write).toList())
            .setScored(report.scored())
            .addAllVerified(report.verified().stream().map(ScorerReportCodec::write).toList())
            .setAt(Times.wire(report.at()));
    report.serving().ifPresent(version -> message.setServing(version.value()));
    report.onTrial().ifPresent(version -> message.setOnTrial(version.value()));
    return message.build();
  }

  private static ScorerReport read(ScorerReportProto.ScorerReport report) {
    return new ScorerReport(
        report.getScorer(),
        report.getPlanEpoch(),
        report.hasServing() ? Optional.of(new ModelVersion(report.getServing())) : Optional.empty(),
        report.getTrimSequence(),
        report.getRefusalsList().stream().map(ScorerReportCodec::read).toList(),
        report.getScored(),
        Times.domain(report.getAt()),
        report.hasOnTrial() ? Optional.of(new ModelVersion(report.getOnTrial())) : Optional.empty(),
        report.getVerifiedList().stream().map(ScorerReportCodec::read).toList());
  }

  private static ScorerReportProto.Verification write(Verification verification) {
    return ScorerReportProto.Verification.newBuilder()
        .setVersion(verification.version().value())
        .setImages(verification.images())
        .setMaxDifference(verification.maxDifference())
        .setMillisPerImage(verification.millisPerImage())
        .setResidentBytes(verification.residentBytes())
        .build();
  }

  private static Verification read(ScorerReportProto.Verification verification) {
    return new Verification(
        new ModelVersion(verification.getVersion()),
        verification.getImages(),
        verification.getMaxDifference(),
        verification.getMillisPerImage(),
        verification.getResidentBytes());
  }

  private static ScorerReportProto.Refusal write(Refusal refusal) {
    return ScorerReportProto.Refusal.newBuilder()
        .setVersion(refusal.version().value())
        .setReason(REASON.wire(refusal.reason()))
        .setMessage(refusal.message())
        .build();
  }

  private static Refusal read(ScorerReportProto.Refusal refusal) {
    return new Refusal(
        new ModelVersion(refusal.getVersion()),
        REASON.domain(refusal.getReason()),
        refusal.getMessage());
  }
}
