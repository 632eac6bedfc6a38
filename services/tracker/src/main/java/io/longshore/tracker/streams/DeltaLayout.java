package io.longshore.tracker.streams;

import io.longshore.tracker.streams.LabelDelta.Fresh;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Deltas on the internal topic. */
record DeltaLayout() implements BinarySerde.Layout<LabelDelta> {
  static final BinarySerde<LabelDelta> SERDE =
      new BinarySerde<>("a label delta", 1, new DeltaLayout());

  @Override
  public void write(LabelDelta delta, DataOutputStream out) throws IOException {
    out.writeInt(delta.partition());
    out.writeLong(delta.nextOffset());
    out.writeBoolean(delta.label().isPresent());
    if (delta.label().isPresent()) {
      write(delta.label().get(), out);
    }
  }

  @Override
  public LabelDelta read(DataInputStream in) throws IOException {
    return new LabelDelta(
        in.readInt(),
        in.readLong(),
        in.readBoolean() ? Optional.of(readFresh(in)) : Optional.empty());
  }

  private static void write(Fresh label, DataOutputStream out) throws IOException {
    Fields.write(label.className(), out);
    Fields.write(label.labelledAt(), out);
    out.writeBoolean(label.unit().isPresent());
    if (label.unit().isPresent()) {
      Fields.write(label.unit().get(), out);
    }
  }

  private static Fresh readFresh(DataInputStream in) throws IOException {
    return new Fresh(
        Fields.readText(in),
        Fields.readInstant(in),
        in.readBoolean() ? Optional.of(Fields.readText(in)) : Optional.empty());
  }
}
