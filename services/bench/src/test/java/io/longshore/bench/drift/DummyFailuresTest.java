package io.longshore.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Without drift, at imbalance 100 and 10,847 reference labels. */
class DummyFailuresTest {
  private static final int RUNS = 200;

  @Test
  void js_distance_cries_wolf_at_a_hundred_classes_and_a_thousand_labels() {
    assertThat(rate("js-batch", 100, 1_000)).isGreaterThan(0.95);
  }

  @Test
  void psi_cries_wolf_at_a_thousand_classes() {
    assertThat(rate("psi-batch", 1_000, 1_000)).isEqualTo(1);
  }

  @Test
  void chi_square_takes_the_noise_of_the_reference_for_drift() {
    assertThat(rate("chi2-batch", 10, 20_000)).isBetween(0.5, 0.9);
    assertThat(rate("chi2-batch", 100, 20_000)).isGreaterThan(0.99);
  }

  @Test
  void chi_square_keeps_its_level_when_the_reference_is_far_larger_than_the_batch() {
    var scenario = new DriftScenario(10, 10, 100_000, Shift.NONE, 1, 500, 500);

    assertThat(run("chi2-batch", scenario).rate()).isBetween(0.005, 0.11);
  }

  @Test
  void peeking_multiplies_false_alarms() {
    var scenario = new DriftScenario(10, 10, 100_000, Shift.NONE, 1, 4_000, 200);

    assertThat(run("chi2", scenario).fired())
        .isGreaterThan(2 * run("chi2-batch", scenario).fired());
  }

  @Test
  void always_fires_at_the_first_look_and_never_at_none() {
    var scenario = new DriftScenario(10, 10, 1_000, Shift.NONE, 1, 1_000, 200);

    assertThat(run("always", scenario).rate()).isEqualTo(1);
    assertThat(run("always", scenario).medianDelay()).hasValue(200);
    assertThat(run("never", scenario).rate()).isZero();
    assertThat(run("never", scenario).medianDelay()).isEqualTo(OptionalInt.empty());
  }

  private static double rate(String detector, int classes, int labels) {
    return run(detector, new DriftScenario(classes, 100, 10_847, Shift.NONE, 1, labels, labels))
        .rate();
  }

  private static Alarms run(String detector, DriftScenario scenario) {
    var alarms = Detector.named(detector).alarms();
    return new DriftSimulation(1).run(() -> alarms.apply(0.01), scenario, RUNS);
  }
}
