package io.longshore.bench.drift;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/** A row to be measured: runs that can be made in any order and on any thread. */
public interface Experiment {

  DriftSettings settings();

  /** What a run costs, where a sum over one class costs one; a guess, for the time left. */
  long work();

  /** One of {@link DriftSettings#runs()}, from 0. */
  Run run(int number);

  /** The row of all runs, in their order. */
  DriftRow row(List<Run> runs);

  /**
   * What came of a run.
   *
   * @param delay labels until the first alarm, on a dated stream sessions; empty if there was none
   * @param dates of all alarms on a dated stream
   */
  record Run(OptionalInt delay, List<LocalDate> dates) {}
}
