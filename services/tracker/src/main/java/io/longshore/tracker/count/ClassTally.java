package io.longshore.tracker.count;

/**
 * What is remembered of one class.
 *
 * <p>Some of the counts start again for all classes at once when a run ends; a tally of an older
 * run reads as zero, so that no class has to be touched for it.
 *
 * @param labels each image once
 * @param units independent units
 * @param mix units under decay: the recent mix
 * @param watched units in the watch's evidence
 * @param recentRun run of {@code recent}, see {@link Watch}
 * @param recent units of that run, under decay
 */
public record ClassTally(
    long labels,
    long units,
    DecayedCount mix,
    WatchedUnits watched,
    long recentRun,
    DecayedCount recent) {
  public static final ClassTally NONE =
      new ClassTally(0, 0, DecayedCount.ZERO, WatchedUnits.NONE, 0, DecayedCount.ZERO);

  public ClassTally plusLabels(long more) {
    return new ClassTally(labels + more, units, mix, watched, recentRun, recent);
  }

  /**
   * With more units.
   *
   * @param now number of units of the stream, these included
   */
  public ClassTally plusUnits(long more, Watch watch, long now, HalfLife halfLife) {
    return more == 0
        ? this
        : new ClassTally(
            labels,
            units + more,
            mix.plus(more, now, halfLife),
            watched.plus(more, watch),
            watch.recentRun(),
            recentCount(watch).plus(more, now, halfLife));
  }

  /** Forgets what the mix was before the watch's evidence began to rise. */
  public ClassTally withRecentMix(Watch watch) {
    return new ClassTally(labels, units, recentCount(watch), watched, recentRun, recent);
  }

  private DecayedCount recentCount(Watch watch) {
    return recentRun == watch.recentRun() ? recent : DecayedCount.ZERO;
  }
}
