package io.longshore.standalone.scoring;

import java.util.List;

/**
 * How long single images took.
 *
 * @param full images a second that can be scored while they are sent one by one; half were sent
 * @param millis from an image's record until the broker had its prediction, sorted
 * @param lateMillis how far the sender was behind its own times at worst
 * @param stages where the time went
 * @param cores what was kept busy meanwhile
 */
public record PacedLatency(
    double full, List<Long> millis, double lateMillis, List<StageSplit> stages, CoresUsed cores) {

  /** The time that a share of the images kept, in milliseconds. */
  public long percentile(double share) {
    return millis.get((int) Math.min(millis.size() - 1, share * millis.size()));
  }
}
