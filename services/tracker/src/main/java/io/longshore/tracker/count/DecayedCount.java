package io.longshore.tracker.count;

/**
 * A count under exponential decay, brought up to date only when it is touched, so that counting a
 * label costs the same for ten classes and for ten thousand.
 *
 * @param value the count when the stream had {@code at} units
 * @param at number of units of the whole stream then
 */
public record DecayedCount(double value, long at) {
  public static final DecayedCount ZERO = new DecayedCount(0, 0);

  /** The count when the stream has {@code now} units. */
  public double valueAt(long now, HalfLife halfLife) {
    return value * halfLife.after(now - at);
  }

  /** With more units; they are new when the stream has {@code now} units. */
  public DecayedCount plus(long more, long now, HalfLife halfLife) {
    return new DecayedCount(valueAt(now, halfLife) + more, now);
  }
}
