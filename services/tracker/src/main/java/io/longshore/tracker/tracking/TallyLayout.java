package io.longshore.tracker.tracking;

import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.WatchedUnits;
import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Class tallies in their store. */
record TallyLayout() implements Binary.Layout<ClassTally> {
  static final Binary<ClassTally> FORM = new Binary<>("a class tally", 1, new TallyLayout());

  @Override
  public void write(ClassTally tally, DataOutputStream out) throws IOException {
    out.writeLong(tally.labels());
    out.writeLong(tally.units());
    Fields.write(tally.mix(), out);
    write(tally.watched(), out);
    out.writeLong(tally.recentRun());
    Fields.write(tally.recent(), out);
  }

  @Override
  public ClassTally read(DataInputStream in) throws IOException {
    return new ClassTally(
        in.readLong(),
        in.readLong(),
        Fields.readDecayed(in),
        readWatched(in),
        in.readLong(),
        Fields.readDecayed(in));
  }

  private static void write(WatchedUnits watched, DataOutputStream out) throws IOException {
    out.writeLong(watched.firstRun());
    out.writeLong(watched.since());
    out.writeLong(watched.run());
    out.writeLong(watched.current());
    out.writeLong(watched.previous());
  }

  private static WatchedUnits readWatched(DataInputStream in) throws IOException {
    return new WatchedUnits(
        in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }
}
