package io.longshore.schemas;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.GateResult;
import io.longshore.schemas.v1.GateResultProto;
import java.util.Optional;

/** Gate results. */
final class GateResultCodec {
  static final Codec<GateResult> CODEC =
      new ProtobufCodec<>(
          "gate-result",
          GateResultProto.GateResult.parser(),
          GateResultCodec::write,
          GateResultCodec::read);

  private GateResultCodec() {}

  private static GateResultProto.GateResult write(GateResult result) {
    var message =
        GateResultProto.GateResult.newBuilder()
            .setVersion(result.version().value())
            .setWindow(result.window())
            .setEvaluation(EvaluationMapping.write(result.evaluation()))
            .setPassed(result.passed())
            .setReason(result.reason())
            .setJudgedAt(Times.wire(result.judgedAt()));
    result.against().ifPresent(version -> message.setAgainst(version.value()));
    result.stream().ifPresent(s -> message.setStream(StreamEvidenceMapping.write(s)));
    return message.build();
  }

  private static GateResult read(GateResultProto.GateResult result) {
    return new GateResult(
        new ModelVersion(result.getVersion()),
        result.getWindow(),
        EvaluationMapping.read(result.getEvaluation()),
        result.hasAgainst() ? Optional.of(new ModelVersion(result.getAgainst())) : Optional.empty(),
        result.getPassed(),
        result.getReason(),
        Times.domain(result.getJudgedAt()),
        result.hasStream()
            ? Optional.of(StreamEvidenceMapping.read(result.getStream()))
            : Optional.empty());
  }
}
