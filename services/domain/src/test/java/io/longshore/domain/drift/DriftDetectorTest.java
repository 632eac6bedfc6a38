package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftDetectorTest {
  /** A long-tailed first stage: 2,000 of the largest class, imbalance 200. */
  private static final double[] FIRST = {2000, 1110, 616, 342, 190, 105, 58, 32, 18, 10};

  private static final DriftDetector DETECTOR = new DriftDetector(0.01, 0.05);

  @Test
  void without_units_there_is_no_evidence() {
    var evidence = DETECTOR.weigh(ReferenceMix.of(Mixes.MODEL, Mixes.weights(FIRST)), Map.of());

    assertThat(evidence.logE()).isNegative();
    assertThat(evidence.totalVariation()).isZero();
    assertThat(evidence.shifts()).isEmpty();
    assertThat(evidence.alarm()).isFalse();
    assertThat(evidence.reference()).contains(Mixes.MODEL);
  }

  @ParameterizedTest
  @CsvSource({"10, 2000", "10, 200", "100, 4000"})
  void a_mix_that_did_not_move_raises_no_more_alarms_than_its_budget(int classes, int reference) {
    double alpha = 0.05;
    var detector = new DriftDetector(alpha, 0);
    double[] shares = Mixes.exponential(classes, 100);
    int runs = 100;
    int alarms = 0;
    for (int seed = 0; seed < runs; seed++) {
      var estimated = Mixes.estimated(shares, reference, seed);
      if (detection(detector, estimated, shares, 2_000, 1_000 + seed).isPresent()) {
        alarms++;
      }
    }

    assertThat(alarms).isLessThanOrEqualTo((int) (alpha * runs));
  }

  @Test
  void the_tail_rising_and_the_head_falling_is_found_within_three_hundred_units() {
    double[] after = Mixes.normalised(400, 300, 300, 900, 900, 900, 58, 32, 18, 10);
    for (int seed = 0; seed < 20; seed++) {
      var reference = Mixes.estimated(Mixes.normalised(FIRST), 4_481, seed);

      var detected = detection(DETECTOR, reference, after, 300, 500 + seed);

      assertThat(detected).as("seed %d", seed).isPresent();
    }
  }

  @Test
  void a_long_tail_getting_flatter_is_found() {
    var reference = Mixes.estimated(Mixes.exponential(100, 100), 10_847, 1);

    var detected =
        detection(new DriftDetector(0.01, 0), reference, Mixes.exponential(100, 30), 2_000, 2);

    assertThat(detected).isPresent();
  }

  @Test
  void many_rare_classes_rising_together_are_found() {
    double[] before = Mixes.exponential(1_000, 100);
    double[] after = before.clone();
    for (int k = 800; k < after.length; k++) {
      after[k] *= 3;
    }
    var reference = Mixes.estimated(before, 10_847, 1);

    var detected =
        detection(new DriftDetector(0.01, 0), reference, Mixes.normalised(after), 4_000, 2);

    assertThat(detected).isPresent();
  }

  @Test
  void a_change_after_a_long_unchanged_past_is_found_from_the_window_it_began_in() {
    var reference = ReferenceMix.of(Mixes.MODEL, Mixes.weights(FIRST));
    var past = new Mixes.Stream(Mixes.normalised(FIRST), 3).draw(50_000);
    var window =
        new Mixes.Stream(Mixes.normalised(400, 300, 300, 900, 900, 900, 58, 32, 18, 10), 4)
            .draw(400);
    var all = new TreeMap<>(past);
    window.forEach((name, units) -> all.merge(name, units, Long::sum));

    var alone = DETECTOR.weigh(reference, all);
    var together = DETECTOR.weigh(reference, List.of(all, window), DesignEffect.NONE);

    assertThat(alone.alarm()).isFalse();
    assertThat(together.alarm()).isTrue();
    assertThat(together.units()).isEqualTo(400);
    assertThat(together.logEByStart()).hasSize(2);
  }

  @Test
  void bursts_weigh_as_much_as_what_is_independent_of_them() {
    var reference = ReferenceMix.of(Mixes.MODEL, Mixes.weights(FIRST));
    var burst = Map.of("class-000", 90L, "class-008", 30L);

    var labels = DETECTOR.weigh(reference, burst);
    var units = DETECTOR.weigh(reference, List.of(burst), new DesignEffect(30));

    assertThat(labels.alarm()).isTrue();
    assertThat(units.alarm()).isFalse();
    assertThat(units.units()).isEqualTo(4);
    assertThat(units.inWords()).contains("in bursts of about 30.0");
  }

  @Test
  void a_class_the_reference_does_not_name_is_evidence() {
    var reference = ReferenceMix.of(Mixes.MODEL, Mixes.weights(FIRST));

    var evidence =
        DETECTOR.weigh(reference, Map.of("class-000", 200L, "class-001", 100L, "whale", 60L));

    assertThat(evidence.alarm()).isTrue();
    assertThat(evidence.shifts()).contains(new ClassShift("whale", 0, 60.0 / 360));
    assertThat(evidence.moved())
        .anyMatch(
            moved ->
                moved.className().equals(MovedClasses.NOT_NAMED)
                    && moved.direction() == MovedClass.Direction.RISEN);
    assertThat(evidence.movedClasses()).isGreaterThanOrEqualTo(evidence.moved().size());
    assertThat(reference.names("whale")).isFalse();
  }

  @Test
  void a_small_shift_is_seen_and_not_acted_on() {
    var detector = new DriftDetector(0.01, 0.5);
    var reference = ReferenceMix.of(Mixes.MODEL, Mixes.weights(5_000, 5_000));

    var evidence = detector.weigh(reference, Map.of("class-000", 3_000L, "class-001", 2_000L));

    assertThat(evidence.logE()).isGreaterThan(evidence.logThreshold());
    assertThat(evidence.totalVariation()).isCloseTo(0.1, within(0.02));
    assertThat(evidence.alarm()).isFalse();
  }

  @Test
  void the_classes_that_moved_most_come_first() {
    var reference = ReferenceMix.of(Mixes.MODEL, Mixes.weights(50, 30, 20));

    var evidence =
        DETECTOR.weigh(reference, Map.of("class-000", 20L, "class-001", 35L, "class-002", 45L));

    assertThat(evidence.shifts())
        .containsExactly(
            new ClassShift("class-000", 0.5, 0.2),
            new ClassShift("class-002", 0.2, 0.45),
            new ClassShift("class-001", 0.3, 0.35));
  }

  @Test
  void evidence_is_named_by_what_was_looked_for() {
    var reference = ReferenceMix.of(Mixes.MODEL, Mixes.weights(Mixes.exponential(100, 100)));

    var evidence = DETECTOR.weigh(reference, Map.of("class-000", 1L));

    assertThat(evidence.logEByChange())
        .containsOnlyKeys("classes", "frequency", "tail", "one class");
  }

  @Test
  void impossible_settings_and_weights_are_refused() {
    assertThatThrownBy(() -> new DriftDetector(0, 0.05))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DriftDetector(0.01, 1.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReferenceMix.of(Mixes.MODEL, Map.of("cat", -1.0)))
        .hasMessageContaining("cat");
  }

  /** Units until the first alarm, looking every 20. */
  private static OptionalInt detection(
      DriftDetector detector, ReferenceMix reference, double[] shares, int horizon, long seed) {
    var stream = new Mixes.Stream(shares, seed);
    for (int units = 20; units <= horizon; units += 20) {
      if (detector.weigh(reference, stream.draw(20)).alarm()) {
        return OptionalInt.of(units);
      }
    }
    return OptionalInt.empty();
  }
}
