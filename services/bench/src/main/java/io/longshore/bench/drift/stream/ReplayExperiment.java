package io.longshore.bench.drift.stream;

import io.longshore.bench.drift.DriftAlarm;
import io.longshore.bench.drift.DriftRow;
import io.longshore.bench.drift.DriftSettings;
import io.longshore.bench.drift.Experiment;
import io.longshore.bench.drift.stream.Replay.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The stream as it happened: which of the known turnovers were found. Delays are labels from the
 * first day on which a turnover may have happened.
 */
record ReplayExperiment(
    Replay replay,
    List<Turnover> turnovers,
    DriftSettings settings,
    Function<List<Session>, DriftAlarm> alarms)
    implements Experiment {

  @Override
  public long work() {
    return 100L * replay.stream().sessions().size() * settings.classes();
  }

  @Override
  public Run run(int number) {
    List<LocalDate> dates =
        replay.run(alarms).stream().filter(Step::alarm).map(Step::date).toList();
    return new Run(OptionalInt.empty(), dates);
  }

  @Override
  public DriftRow row(List<Run> runs) {
    List<LocalDate> dates = runs.get(0).dates();
    List<Integer> delays = new ArrayList<>();
    for (Turnover turnover : turnovers) {
      Optional<LocalDate> found = turnover.foundOn(dates);
      found.ifPresent(date -> delays.add(labelsBetween(turnover.from(), date)));
    }
    delays.sort(null);
    var median =
        2 * delays.size() > turnovers.size()
            ? OptionalInt.of(delays.get(turnovers.size() / 2))
            : OptionalInt.empty();
    return new DriftRow(settings, turnovers.size(), delays.size(), median, dates);
  }

  private int labelsBetween(LocalDate from, LocalDate last) {
    return replay.stream().sessions().stream()
        .filter(session -> !session.date().isBefore(from) && !session.date().isAfter(last))
        .mapToInt(session -> session.labels().length)
        .sum();
  }
}
