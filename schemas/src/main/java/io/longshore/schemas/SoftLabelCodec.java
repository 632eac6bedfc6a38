package io.longshore.schemas;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.schemas.v1.SoftLabelProto;

/** Soft labels. */
final class SoftLabelCodec {
  static final Codec<SoftLabel> CODEC =
      new ProtobufCodec<>(
          "soft-label",
          SoftLabelProto.SoftLabel.parser(),
          SoftLabelCodec::write,
          SoftLabelCodec::read);

  private SoftLabelCodec() {}

  private static SoftLabelProto.SoftLabel write(SoftLabel label) {
    return SoftLabelProto.SoftLabel.newBuilder()
        .setImage(label.image().value())
        .setTeacher(label.teacher().value())
        .addAllTop(ClassProbabilityMapping.write(label.top()))
        .setRest(label.rest())
        .build();
  }

  private static SoftLabel read(SoftLabelProto.SoftLabel label) {
    return new SoftLabel(
        new ImageId(label.getImage()),
        new ModelVersion(label.getTeacher()),
        ClassProbabilityMapping.read(label.getTopList()),
        label.getRest());
  }
}
