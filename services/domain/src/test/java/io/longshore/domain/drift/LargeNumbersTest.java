package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hundred thousand classes and a billion labels. */
class LargeNumbersTest {

  /** Values to 17 digits by arbitrary-precision arithmetic. */
  @ParameterizedTest
  @CsvSource({
    "1e9, 19723265827.503717",
    "1000000000.5, 19723265837.86535",
    "1073741824, 21254091705.168521",
    "3333333333.25, 69757462125.70254",
    "1e12, 26631021115915.652",
    "1e15, 33538776394910669.0"
  })
  void log_gamma_keeps_fifteen_digits(double x, double logGamma) {
    assertThat(LogGamma.of(x) / logGamma).isCloseTo(1, within(1e-15));
  }

  @Property(tries = 300)
  void log_gamma_doubles(@ForAll @DoubleRange(min = -3, max = 12) double power) {
    double x = Math.pow(10, power);

    double doubled =
        LogGamma.of(x) + LogGamma.of(x + 0.5) + (2 * x - 1) * Math.log(2) - 0.5 * Math.log(Math.PI);

    assertThat(LogGamma.of(2 * x)).isCloseTo(doubled, within(1e-14 * Math.max(100, doubled)));
  }

  @Property(tries = 300)
  void what_a_few_units_add_to_a_billion_is_not_lost(
      @ForAll @DoubleRange(min = -2, max = 9) double power,
      @ForAll @IntRange(max = 500) int units) {
    double a = Math.pow(10, power);
    double sum = 0;
    for (int i = 0; i < units; i++) {
      sum += Math.log(a + i);
    }

    assertThat(BetaBinomial.rising(a, units)).isCloseTo(sum, within(2e-5));
  }

  @Test
  void evidence_stays_finite_and_on_the_right_side() {
    var random = new Random(1);
    Map<String, Double> weights = new HashMap<>();
    Map<String, Long> same = new HashMap<>();
    for (int k = 0; k < 100_000; k++) {
      double share = Math.pow(k + 1, -1.2) / 5;
      weights.put(Mixes.name(k), (double) poisson(1e8 * share, random));
      same.put(Mixes.name(k), poisson(1.2e9 * share, random));
    }
    var other = new HashMap<>(same);
    other.merge(Mixes.name(70_000), 10_000L, Long::sum);
    var reference = ReferenceMix.of(Mixes.MODEL, weights);
    var detector = new DriftDetector(0.01, 0);

    var unmoved = detector.weigh(reference, same);
    var moved = detector.weigh(reference, other);

    assertThat(unmoved.units()).isGreaterThan(1_000_000_000L);
    assertThat(unmoved.logE()).isFinite().isLessThan(unmoved.logThreshold());
    assertThat(unmoved.logEByChange().values()).allMatch(Double::isFinite);
    assertThat(moved.logE()).isFinite().isGreaterThan(moved.logThreshold());
    assertThat(moved.logEByChange().values()).allMatch(Double::isFinite);
    assertThat(moved.totalVariation()).isBetween(0.0, 1.0);
  }

  @Test
  void a_stream_of_one_class_and_one_of_none_known_are_evidence() {
    var reference = ReferenceMix.of(Mixes.MODEL, Mixes.weights(Mixes.exponential(100, 100)));
    var counted = Mixes.estimated(Mixes.exponential(100, 100), 10_000, 1);
    var detector = new DriftDetector(0.01, 0);

    assertThat(detector.weigh(counted, Map.of(Mixes.name(99), 1_000_000_000L)).alarm()).isTrue();
    assertThat(detector.weigh(counted, Map.of("whale", 1_000_000_000L)).alarm()).isTrue();
    assertThat(detector.weigh(reference, Map.of("whale", 1_000_000_000L)).logE()).isFinite();
  }

  @Test
  void a_reference_without_classes_or_units_is_no_evidence_of_anything() {
    var detector = new DriftDetector(0.01, 0);
    for (var weights : List.of(Mixes.weights(), Mixes.weights(0, 0, 0))) {
      var reference = ReferenceMix.of(Mixes.MODEL, weights);
      Map<String, Long> units = Map.of("whale", 1_000L);

      var evidence = detector.weigh(reference, units);

      assertThat(evidence.logE()).isFinite();
      assertThat(evidence.alarm()).isFalse();
      assertThat(MovedClasses.since(reference, units, 0.01).classes()).isEmpty();
    }
  }

  /** Counting arrivals one by one where they are few, else with the normal distribution. */
  private static long poisson(double mean, Random random) {
    if (mean > 100) {
      return Math.round(mean + Math.sqrt(mean) * random.nextGaussian());
    }
    long arrivals = -1;
    for (double time = 0; time < mean; time -= Math.log(1 - random.nextDouble())) {
      arrivals++;
    }
    return Math.max(0, arrivals);
  }
}
