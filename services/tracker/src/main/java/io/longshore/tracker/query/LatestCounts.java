package io.longshore.tracker.query;

import java.util.Optional;

/**
 * The latest counts of a process, handed from the thread that counts to those that answer: what is
 * being counted belongs to the first alone, so the others get a value that never changes.
 *
 * <p>The counts may be a commit ahead of what readers of the topics see.
 */
public final class LatestCounts {
  private volatile Optional<CountedNow> latest = Optional.empty();

  /** This process counts the stream, and has come to this. */
  public void set(CountedNow counted) {
    latest = Optional.of(counted);
  }

  /** This process no longer counts the stream. */
  public void clear() {
    latest = Optional.empty();
  }

  /** Empty unless this process counts the stream, with everything restored. */
  public Optional<CountedNow> get() {
    return latest;
  }
}
