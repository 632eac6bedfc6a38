package io.longshore.tracker.count;

/**
 * The units of one class that speak for or against a reference, from three starting points. A shift
 * that follows a long unchanged past is soon seen in the short count; a slow one only in the long.
 *
 * @param firstRun of the watch when the units came, see {@link Watch}
 * @param since units since the reference of then was set
 * @param run of {@code current}, see {@link Watch}
 * @param current units of that window
 * @param previous units of the window before
 */
public record WatchedUnits(long firstRun, long since, long run, long current, long previous) {
  public static final WatchedUnits NONE = new WatchedUnits(0, 0, 0, 0, 0);

  WatchedUnits plus(long more, Watch watch) {
    return new WatchedUnits(
        watch.firstRun(),
        sinceReference(watch) + more,
        watch.run(),
        inWindow(watch) + more,
        inWindowBefore(watch));
  }

  /** Since the reference was set. */
  public long sinceReference(Watch watch) {
    return firstRun == watch.firstRun() ? since : 0;
  }

  /** Since the start of the window before the current one. */
  public long sinceWindowBefore(Watch watch) {
    return inWindow(watch) + inWindowBefore(watch);
  }

  /** Since the start of the current window. */
  public long inWindow(Watch watch) {
    return run == watch.run() ? current : 0;
  }

  private long inWindowBefore(Watch watch) {
    if (run == watch.run()) {
      return previous;
    }
    return run == watch.run() - 1 ? current : 0;
  }
}
