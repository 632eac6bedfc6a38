package io.longshore.tracker.streams;

import io.longshore.tracker.count.ClassTally;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Class tallies in their store. */
record TallyLayout() implements BinarySerde.Layout<ClassTally> {
  static final BinarySerde<ClassTally> SERDE =
      new BinarySerde<>("a class tally", 1, new TallyLayout());

  @Override
  public void write(ClassTally tally, DataOutputStream out) throws IOException {
    out.writeLong(tally.labels());
    out.writeLong(tally.units());
    Fields.write(tally.mix(), out);
    out.writeLong(tally.liveRun());
    out.writeLong(tally.live());
    out.writeLong(tally.recentRun());
    Fields.write(tally.recent(), out);
  }

  @Override
  public ClassTally read(DataInputStream in) throws IOException {
    return new ClassTally(
        in.readLong(),
        in.readLong(),
        Fields.readDecayed(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Fields.readDecayed(in));
  }
}
