package io.longshore.tracker.tracking;

import io.longshore.tracker.count.ClassTally;
import io.longshore.tracker.count.DecayedCount;
import io.longshore.tracker.count.WatchedUnits;
import io.longshore.tracker.memory.Packing;

/** Class tallies in memory. */
record TallyPacking() implements Packing<ClassTally> {
  private static final int LONGS = 12;

  @Override
  public int longs() {
    return LONGS;
  }

  @Override
  public void pack(ClassTally tally, long[] to, int at) {
    to[at] = tally.labels();
    to[at + 1] = tally.units();
    pack(tally.mix(), to, at + 2);
    to[at + 4] = tally.watched().firstRun();
    to[at + 5] = tally.watched().since();
    to[at + 6] = tally.watched().run();
    to[at + 7] = tally.watched().current();
    to[at + 8] = tally.watched().previous();
    to[at + 9] = tally.recentRun();
    pack(tally.recent(), to, at + 10);
  }

  @Override
  public ClassTally unpack(long[] from, int at) {
    return new ClassTally(
        from[at],
        from[at + 1],
        unpackDecayed(from, at + 2),
        new WatchedUnits(from[at + 4], from[at + 5], from[at + 6], from[at + 7], from[at + 8]),
        from[at + 9],
        unpackDecayed(from, at + 10));
  }

  private static void pack(DecayedCount count, long[] to, int at) {
    to[at] = Double.doubleToRawLongBits(count.value());
    to[at + 1] = count.at();
  }

  private static DecayedCount unpackDecayed(long[] from, int at) {
    return new DecayedCount(Double.longBitsToDouble(from[at]), from[at + 1]);
  }
}
