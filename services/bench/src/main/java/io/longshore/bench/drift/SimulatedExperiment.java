package io.longshore.bench.drift;

import java.util.List;
import java.util.OptionalInt;

/** A detector in the runs of one scenario. */
record SimulatedExperiment(Detector detector, Scenario scenario, int runs, double alpha, long seed)
    implements Experiment {

  @Override
  public DriftSettings settings() {
    return new DriftSettings(
        detector.name(),
        scenario.name(),
        scenario.drifts(),
        scenario.classes(),
        scenario.imbalance(),
        scenario.referenceLabels(),
        runs,
        scenario.horizon(),
        scenario.look(),
        alpha,
        seed);
  }

  @Override
  public long work() {
    long looks = scenario.horizon() / scenario.look();
    return scenario.horizon()
        + scenario.referenceLabels()
        + detector.cost() * looks * (100 + scenario.classes()) / (scenario.drifts() ? 8 : 1);
  }

  @Override
  public Run run(int number) {
    var alarm = detector.alarms().apply(alpha);
    return new Run(new DriftSimulation(seed).delay(alarm, scenario, number), List.of());
  }

  @Override
  public DriftRow row(List<Run> runs) {
    var alarms = Alarms.of(runs.stream().map(Run::delay).toArray(OptionalInt[]::new));
    return new DriftRow(
        settings(),
        alarms.runs(),
        alarms.fired(),
        scenario.drifts() ? alarms.medianDelay() : OptionalInt.empty(),
        List.of());
  }
}
