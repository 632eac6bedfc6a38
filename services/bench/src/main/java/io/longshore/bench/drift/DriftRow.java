package io.longshore.bench.drift;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One line of the table.
 *
 * @param trials what could have been fired at: runs, or the known turnovers of a dated stream
 * @param fired of them
 * @param medianDelay labels until it fired; empty if it did in no more than half of them
 * @param dates of all alarms on a dated stream
 */
public record DriftRow(
    DriftSettings settings, int trials, int fired, OptionalInt medianDelay, List<LocalDate> dates) {

  public DriftRow {
    dates = List.copyOf(dates);
  }

  /** Share of runs with an alarm where nothing moved. */
  public OptionalDouble falseAlarmRate() {
    return settings.drifts() ? OptionalDouble.empty() : OptionalDouble.of(rate());
  }

  /** Share of changes that were found. */
  public OptionalDouble detected() {
    return settings.drifts() ? OptionalDouble.of(rate()) : OptionalDouble.empty();
  }

  private double rate() {
    return (double) fired / trials;
  }

  /** What the rate of false alarms may be: 95 runs of 100 like these have it below their bound. */
  public OptionalDouble falseAlarmsAtMost() {
    return settings.drifts()
        ? OptionalDouble.empty()
        : OptionalDouble.of(ExactBinomial.upper(fired, trials, 0.95));
  }

  /** What the rate of detection is at least, by the same measure; turnovers are no sample. */
  public OptionalDouble detectedAtLeast() {
    return settings.drifts() && settings.look() > 0
        ? OptionalDouble.of(ExactBinomial.lower(fired, trials, 0.95))
        : OptionalDouble.empty();
  }
}
