package io.longshore.tracker.tracking;

import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.DecayedCount;
import io.longshore.tracker.count.WatchedUnits;
import io.longshore.tracker.memory.Binary;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Class tallies as trackers wrote them before {@link TallyLayout}, each a piece of its own. They
 * are still read, so that a tracker takes over what an older one left.
 */
record OldTallyLayout() implements Binary.Layout<ClassTally> {
  static final Binary<ClassTally> FORM = new Binary<>("a class tally", 1, new OldTallyLayout());

  @Override
  public void write(ClassTally tally, DataOutputStream out) throws IOException {
    out.writeLong(tally.labels());
    out.writeLong(tally.units());
    write(tally.mix(), out);
    write(tally.watched(), out);
    out.writeLong(tally.recentRun());
    write(tally.recent(), out);
  }

  @Override
  public ClassTally read(DataInputStream in) throws IOException {
    return new ClassTally(
        in.readLong(),
        in.readLong(),
        readDecayed(in),
        readWatched(in),
        in.readLong(),
        readDecayed(in));
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

  private static void write(DecayedCount count, DataOutputStream out) throws IOException {
    out.writeDouble(count.value());
    out.writeLong(count.at());
  }

  private static DecayedCount readDecayed(DataInputStream in) throws IOException {
    return new DecayedCount(in.readDouble(), in.readLong());
  }
}
