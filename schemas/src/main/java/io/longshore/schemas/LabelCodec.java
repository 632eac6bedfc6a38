package io.longshore.schemas;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.schemas.v1.ImageLocationProto;
import io.longshore.schemas.v1.LabelProto;

/** Labels. */
final class LabelCodec {
  static final ProtobufCodec<Label, LabelProto.Label> BY_MESSAGE =
      new ProtobufCodec<>("label", LabelProto.Label.parser(), LabelCodec::write, LabelCodec::read);

  static final Codec<Label> CODEC = BY_MESSAGE.with(LabelShortcut::read);

  private static final EnumPairs<Split, LabelProto.Split> SPLIT =
      EnumPairs.of(Split.class, LabelProto.Split.class);

  private LabelCodec() {}

  private static LabelProto.Label write(Label label) {
    return LabelProto.Label.newBuilder()
        .setImage(label.image().value())
        .setClassName(label.className())
        .setLocation(write(label.location()))
        .setUnit(label.unit())
        .setSplit(SPLIT.wire(label.split()))
        .setLabelledAt(Times.wire(label.labelledAt()))
        .build();
  }

  private static Label read(LabelProto.Label label) {
    return new Label(
        new ImageId(label.getImage()),
        label.getClassName(),
        read(label.getLocation()),
        label.getUnit(),
        SPLIT.domain(label.getSplit()),
        Times.domain(label.getLabelledAt()));
  }

  static ImageLocationProto.ImageLocation write(ImageLocation location) {
    return ImageLocationProto.ImageLocation.newBuilder()
        .setPartition(location.partition())
        .setOffset(location.offset())
        .build();
  }

  static ImageLocation read(ImageLocationProto.ImageLocation location) {
    return new ImageLocation(location.getPartition(), location.getOffset());
  }
}
