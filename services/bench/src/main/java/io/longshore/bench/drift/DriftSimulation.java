package io.longshore.bench.drift;

import io.longshore.domain.drift.ReferenceMix;
import io.longshore.domain.model.ModelVersion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Runs a detector on seeded label streams; the same seeds for every detector. */
public final class DriftSimulation {
  private static final ModelVersion MODEL = new ModelVersion("0".repeat(64));

  private final long seed;

  public DriftSimulation(long seed) {
    this.seed = seed;
  }

  /** Runs of one scenario, each with a reference of its own, until the first alarm. */
  public DriftRow run(
      String detector, Supplier<DriftAlarm> alarms, DriftScenario scenario, int runs) {
    int[] delays = new int[runs];
    int fired = 0;
    for (int run = 0; run < runs; run++) {
      var delay = delay(alarms.get(), scenario, new SplittableRandom(seed + 7919L * run));
      if (delay.isPresent()) {
        delays[fired++] = delay.getAsInt();
      }
    }
    Arrays.sort(delays, 0, fired);
    var median = 2 * fired > runs ? OptionalInt.of(delays[runs / 2]) : OptionalInt.empty();
    return new DriftRow(detector, scenario, runs, fired, median);
  }

  private static OptionalInt delay(
      DriftAlarm alarm, DriftScenario scenario, SplittableRandom random) {
    double[] before = Shift.longTail(scenario.classes(), scenario.imbalance());
    double[] after = scenario.shift().applied(scenario.classes(), scenario.imbalance());
    var reference = reference(before, scenario.reference(), random.split());
    var live = new LabelStream(after, scenario.burst(), random.split());
    for (int seen = scenario.look(); seen <= scenario.horizon(); seen += scenario.look()) {
      if (alarm.look(reference, live.draw(scenario.look()))) {
        return OptionalInt.of(seen);
      }
    }
    return OptionalInt.empty();
  }

  /** Every class of the model is named, also one that the reference happened to miss. */
  private static ReferenceMix reference(double[] shares, int labels, SplittableRandom random) {
    Map<String, Double> weights = new HashMap<>();
    for (int k = 0; k < shares.length; k++) {
      weights.put("class-%05d".formatted(k), 0.0);
    }
    new LabelStream(shares, 1, random)
        .draw(labels)
        .forEach((name, count) -> weights.put(name, (double) count));
    return ReferenceMix.of(MODEL, weights);
  }
}
