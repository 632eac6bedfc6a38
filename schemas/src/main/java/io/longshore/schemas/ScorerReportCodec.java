package io.longshore.schemas;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.ScorerReport;
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
            .setAt(Times.wire(report.at()));
    report.serving().ifPresent(version -> message.setServing(version.value()));
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
        Times.domain(report.getAt()));
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
