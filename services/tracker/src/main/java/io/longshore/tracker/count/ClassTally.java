package io.longshore.tracker.count;

/**
 * What is remembered of one class.
 *
 * <p>Two of the counts start again for all classes at once when a run ends; a tally of an older run
 * reads as zero, so that no class has to be touched for it.
 *
 * @param labels each image once
 * @param units independent units
 * @param mix units under decay: the recent mix
 * @param liveRun run of {@code live}, see {@link Watch}
 * @param live units of that run
 * @param recentRun run of {@code recent}, see {@link Watch}
 * @param recent units of that run, under decay
 */
public record ClassTally(
    long labels,
    long units,
    DecayedCount mix,
    long liveRun,
    long live,
    long recentRun,
    DecayedCount recent) {
  public static final ClassTally NONE =
      new ClassTally(0, 0, DecayedCount.ZERO, 0, 0, 0, DecayedCount.ZERO);

  public ClassTally plusLabel() {
    return new ClassTally(labels + 1, units, mix, liveRun, live, recentRun, recent);
  }

  /**
   * With one more unit.
   *
   * @param now number of units of the stream, this one included
   */
  public ClassTally plusUnit(Watch watch, long now, HalfLife halfLife) {
    return new ClassTally(
        labels,
        units + 1,
        mix.plusOne(now, halfLife),
        watch.run(),
        liveIn(watch) + 1,
        watch.recentRun(),
        recentCount(watch).plusOne(now, halfLife));
  }

  /** Forgets what the mix was before the watch's evidence began to rise. */
  public ClassTally withRecentMix(Watch watch) {
    return new ClassTally(labels, units, recentCount(watch), liveRun, live, recentRun, recent);
  }

  /** Units in the watch's evidence. */
  public long liveIn(Watch watch) {
    return liveRun == watch.run() ? live : 0;
  }

  private DecayedCount recentCount(Watch watch) {
    return recentRun == watch.recentRun() ? recent : DecayedCount.ZERO;
  }
}
