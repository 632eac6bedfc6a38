package io.longshore.bench.drift;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What a detector did in some runs.
 *
 * @param fired runs in which it raised an alarm: false alarms without a shift, detections with one
 * @param medianDelay labels until it fired; empty if it did in no more than half of the runs
 */
public record Alarms(int runs, int fired, OptionalInt medianDelay) {

  /**
   * @param delays labels until the first alarm of each run; empty where there was none
   */
  static Alarms of(OptionalInt[] delays) {
    int runs = delays.length;
    int[] fired = Arrays.stream(delays).flatMapToInt(OptionalInt::stream).sorted().toArray();
    var median = 2 * fired.length > runs ? OptionalInt.of(fired[runs / 2]) : OptionalInt.empty();
    return new Alarms(runs, fired.length, median);
  }

  /** Share of runs in which it fired. */
  public double rate() {
    return (double) fired / runs;
  }
}
