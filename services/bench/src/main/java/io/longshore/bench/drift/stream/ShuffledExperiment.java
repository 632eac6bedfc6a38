package io.longshore.bench.drift.stream;

import io.longshore.bench.drift.DriftAlarm;
import io.longshore.bench.drift.DriftRow;
import io.longshore.bench.drift.DriftSettings;
import io.longshore.bench.drift.Experiment;
import io.longshore.bench.drift.stream.Replay.Step;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Copies of a stream in random order: an alarm anywhere in its whole length is a false one. */
record ShuffledExperiment(
    Replay replay, DriftSettings settings, Function<List<Session>, DriftAlarm> alarms)
    implements Experiment {
  private static final long STRIDE = 7_919;

  @Override
  public long work() {
    return 100L * replay.stream().sessions().size() * settings.classes();
  }

  @Override
  public Run run(int number) {
    var random = new SplittableRandom(settings.seed() + STRIDE * number);
    var copy = new Replay(replay.stream().shuffled(random), replay.reference());
    OptionalInt delay =
        copy.run(alarms).stream().filter(Step::alarm).mapToInt(Step::session).findFirst();
    return new Run(delay, List.of());
  }

  @Override
  public DriftRow row(List<Run> runs) {
    int fired = (int) runs.stream().filter(run -> run.delay().isPresent()).count();
    return new DriftRow(settings, runs.size(), fired, OptionalInt.empty(), List.of());
  }
}
