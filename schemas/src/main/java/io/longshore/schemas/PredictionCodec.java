package io.longshore.schemas;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.schemas.v1.PredictionProto;

/** Predictions. */
final class PredictionCodec {
  static final Codec<Prediction> CODEC =
      new ProtobufCodec<>(
          "prediction",
          PredictionProto.Prediction.parser(),
          PredictionCodec::write,
          PredictionCodec::read);

  private static final EnumPairs<Role, PredictionProto.Role> ROLE =
      EnumPairs.of(Role.class, PredictionProto.Role.class);

  private PredictionCodec() {}

  private static PredictionProto.Prediction write(Prediction prediction) {
    return PredictionProto.Prediction.newBuilder()
        .setImage(prediction.image().value())
        .addAllTop(ClassProbabilityMapping.write(prediction.top()))
        .setModel(prediction.model().value())
        .setRole(ROLE.wire(prediction.role()))
        .setPlanEpoch(prediction.planEpoch())
        .setTrimSequence(prediction.trimSequence())
        .setSource(LabelCodec.write(prediction.source()))
        .setRepeat(prediction.repeat())
        .setScoredAt(Times.wire(prediction.scoredAt()))
        .build();
  }

  private static Prediction read(PredictionProto.Prediction prediction) {
    return new Prediction(
        new ImageId(prediction.getImage()),
        ClassProbabilityMapping.read(prediction.getTopList()),
        new ModelVersion(prediction.getModel()),
        ROLE.domain(prediction.getRole()),
        prediction.getPlanEpoch(),
        prediction.getTrimSequence(),
        LabelCodec.read(prediction.getSource()),
        prediction.getRepeat(),
        Times.domain(prediction.getScoredAt()));
  }
}
