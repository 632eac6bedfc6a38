package io.longshore.bench.drift;

import java.util.OptionalInt;

/**
 * What a detector did in the runs of one scenario.
 *
 * @param alarms runs in which it fired: false alarms without a shift, detections with one
 * @param medianDelay labels until it fired; empty if it did in fewer than half of the runs
 */
public record DriftRow(
    String detector, DriftScenario scenario, int runs, int alarms, OptionalInt medianDelay) {

  /** Share of runs in which it fired. */
  public double rate() {
    return (double) alarms / runs;
  }
}
