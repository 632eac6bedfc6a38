package io.longshore.bench.drift.stream;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * A change that others found in the same stream.
 *
 * @param from first and
 * @param to last day on which it may have happened
 */
public record Turnover(LocalDate from, LocalDate to) {
  /** A change is seen late: it must come first, and then enough labels. */
  private static final Period LATEST = Period.ofYears(1);

  /**
   * Rapid changes of the rodents near Portal, Arizona: 95% intervals of the four change points of
   * Christensen, Harris and Ernest (<a href="https://doi.org/10.1002/ecy.2373">Ecology 99,
   * 2018</a>), to the month, as their code draws them (github.com/emchristensen/Extreme-events-LDA,
   * abundance_plots.r). They looked at the control plots alone; the second took years.
   */
  public static List<Turnover> portal() {
    return List.of(
        new Turnover(LocalDate.of(1983, 12, 1), LocalDate.of(1984, 7, 31)),
        new Turnover(LocalDate.of(1988, 10, 1), LocalDate.of(1996, 1, 31)),
        new Turnover(LocalDate.of(1998, 9, 1), LocalDate.of(1999, 12, 31)),
        new Turnover(LocalDate.of(2009, 6, 1), LocalDate.of(2010, 9, 30)));
  }

  /** The first alarm within it or a year after. */
  public Optional<LocalDate> foundOn(List<LocalDate> alarms) {
    return alarms.stream()
        .filter(date -> !date.isBefore(from) && !date.isAfter(to.plus(LATEST)))
        .findFirst();
  }
}
