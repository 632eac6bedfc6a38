package io.longshore.tracker.tracking;

import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.DecayedCount;
import io.longshore.tracker.count.WatchedUnits;
import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Class tallies in their store: most numbers are small, and there may be many tallies. */
record TallyLayout() implements Binary.Layout<ClassTally> {
  /** Trackers that wrote each tally by itself wrote version 1. */
  static final int VERSION = 2;

  @Override
  public void write(ClassTally tally, DataOutputStream out) throws IOException {
    Fields.writeNumber(tally.labels(), out);
    Fields.writeNumber(tally.units(), out);
    write(tally.mix(), out);
    write(tally.watched(), out);
    Fields.writeNumber(tally.recentRun(), out);
    write(tally.recent(), out);
  }

  @Override
  public ClassTally read(DataInputStream in) throws IOException {
    return new ClassTally(
        Fields.readNumber(in),
        Fields.readNumber(in),
        readDecayed(in),
        readWatched(in),
        Fields.readNumber(in),
        readDecayed(in));
  }

  private static void write(WatchedUnits watched, DataOutputStream out) throws IOException {
    Fields.writeNumber(watched.firstRun(), out);
    Fields.writeNumber(watched.since(), out);
    Fields.writeNumber(watched.run(), out);
    Fields.writeNumber(watched.current(), out);
    Fields.writeNumber(watched.previous(), out);
  }

  private static WatchedUnits readWatched(DataInputStream in) throws IOException {
    return new WatchedUnits(
        Fields.readNumber(in),
        Fields.readNumber(in),
        Fields.readNumber(in),
        Fields.readNumber(in),
        Fields.readNumber(in));
  }

  private static void write(DecayedCount count, DataOutputStream out) throws IOException {
    out.writeDouble(count.value());
    Fields.writeNumber(count.at(), out);
  }

  private static DecayedCount readDecayed(DataInputStream in) throws IOException {
    return new DecayedCount(in.readDouble(), Fields.readNumber(in));
  }
}
