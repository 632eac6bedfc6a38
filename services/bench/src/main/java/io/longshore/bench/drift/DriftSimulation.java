package io.longshore.bench.drift;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Runs a detector on seeded label streams; the same seeds for every detector. */
public final class DriftSimulation {
  private static final long STRIDE = 7_919;

  private final long seed;

  public DriftSimulation(long seed) {
    this.seed = seed;
  }

  /** Runs of one scenario, each with a reference of its own, until the first alarm. */
  public Alarms run(Supplier<DriftAlarm> alarms, Scenario scenario, int runs) {
    OptionalInt[] delays = new OptionalInt[runs];
    for (int run = 0; run < runs; run++) {
      delays[run] = delay(alarms.get(), scenario, run);
    }
    return Alarms.of(delays);
  }

  /**
   * One run by itself; runs need not be made in order.
   *
   * @return labels until the first alarm; empty if there was none
   */
  public OptionalInt delay(DriftAlarm alarm, Scenario scenario, int run) {
    var begun = scenario.begin(new SplittableRandom(seed + STRIDE * run));
    long[] counts = new long[scenario.classes()];
    for (int left = scenario.horizon() / scenario.look() - 1; left >= 0; left--) {
      int[] latest = new int[scenario.look()];
      Arrays.setAll(latest, i -> begun.labels().getAsInt());
      for (int label : latest) {
        counts[label]++;
      }
      if (alarm.look(new Look(begun.reference(), counts, latest, left))) {
        return OptionalInt.of(scenario.look() * (scenario.horizon() / scenario.look() - left));
      }
    }
    return OptionalInt.empty();
  }
}
