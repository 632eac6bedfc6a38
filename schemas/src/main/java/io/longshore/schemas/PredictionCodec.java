package io.longshore.schemas;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.schemas.v1.PredictionProto;
import java.util.Optional;

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

  static int wireNumber(Role role) {
    return ROLE.wire(role).getNumber();
  }

  private static PredictionProto.Prediction write(Prediction prediction) {
    var message =
        PredictionProto.Prediction.newBuilder()
            .setImage(prediction.image().value())
            .addAllTop(ClassProbabilityMapping.write(prediction.top()))
            .setModel(prediction.model().value())
            .setRole(ROLE.wire(prediction.role()))
            .setPlanEpoch(prediction.planEpoch())
            .setTrimSequence(prediction.trimSequence())
            .setSource(LabelCodec.write(prediction.source()))
            .setRepeat(prediction.repeat())
            .setScoredAt(Times.wire(prediction.scoredAt()));
    prediction.alongside().ifPresent(other -> message.setAlongside(write(other)));
    return message.build();
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
        Times.domain(prediction.getScoredAt()),
        prediction.hasAlongside()
            ? Optional.of(read(prediction.getAlongside()))
            : Optional.empty());
  }

  private static PredictionProto.Alongside write(Alongside other) {
    return PredictionProto.Alongside.newBuilder()
        .setModel(other.model().value())
        .addAllTop(ClassProbabilityMapping.write(other.top()))
        .build();
  }

  private static Alongside read(PredictionProto.Alongside other) {
    return new Alongside(
        new ModelVersion(other.getModel()), ClassProbabilityMapping.read(other.getTopList()));
  }
}
