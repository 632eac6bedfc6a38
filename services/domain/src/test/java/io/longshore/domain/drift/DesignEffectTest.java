package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignEffectTest {
  private static final int RUNS = 60;
  private static final int MEDIAN = RUNS / 2;

  @ParameterizedTest
  @CsvSource({"10, 10", "10, 100", "100, 10", "100, 100", "1000, 10", "1000, 100"})
  void independent_labels_are_units(int classes, double imbalance) {
    double[] mix = Mixes.exponential(classes, imbalance);

    double[] effects = effects(1_000, seed -> Arrivals.bursts(mix, seed, i -> 1));

    assertThat(effects[0]).isGreaterThanOrEqualTo(1);
    assertThat(effects[MEDIAN]).isLessThan(1.04);
    assertThat(effects[RUNS - 1]).isLessThan(1.5);
  }

  @ParameterizedTest
  @CsvSource({"10, 2", "10, 10", "10, 30", "100, 2", "100, 10", "100, 30", "1000, 30"})
  void bursts_are_seen_in_the_first_two_hundred_labels(int classes, int length) {
    double[] mix = Mixes.exponential(classes, 100);
    for (int labels : new int[] {200, 1_000, 10_000}) {
      double[] effects = effects(labels, seed -> Arrivals.bursts(mix, seed, i -> length));

      assertThat(effects[0]).as("%d labels", labels).isGreaterThan(0.85 * length);
      assertThat(effects[MEDIAN]).as("%d labels", labels).isGreaterThan(length);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 2", "10, 10", "10, 30", "100, 30", "1000, 30"})
  void in_the_end_the_effect_is_the_length_of_a_burst(int classes, int length) {
    double[] mix = Mixes.exponential(classes, 100);

    double[] effects = effects(20_000, seed -> Arrivals.bursts(mix, seed, i -> length));

    assertThat(effects[MEDIAN]).isBetween(1.0 * length, 1.15 * length);
  }

  @Test
  void long_bursts_count_for_more_than_their_mean() {
    double[] mix = Mixes.exponential(100, 100);

    double[] effects =
        effects(20_000, seed -> Arrivals.bursts(mix, seed, i -> i % 2 == 0 ? 1 : 19));

    double varianceAgainstIndependent = (1 + 19 * 19) / 20.0;
    assertThat(effects[0]).isGreaterThan(varianceAgainstIndependent);
    assertThat(effects[MEDIAN]).isLessThan(1.5 * varianceAgainstIndependent);
  }

  @Test
  void bursts_of_four_cameras_at_once_are_seen() {
    double[] mix = Mixes.exponential(100, 100);

    double[] effects =
        effects(
            20_000,
            seed ->
                Arrivals.interleaved(
                    IntStream.range(0, 4)
                        .mapToObj(camera -> Arrivals.bursts(mix, 4L * seed + camera, i -> 10))
                        .toArray(IntSupplier[]::new)));

    assertThat(effects[0]).isGreaterThan(10);
    assertThat(effects[MEDIAN]).isLessThan(2.2 * 10);
  }

  @Test
  void a_mix_that_moves_slowly_is_no_burst() {
    double[] summer = Mixes.normalised(50, 30, 10, 5, 1, 1, 1, 1, 1);
    double[] winter = Mixes.normalised(1, 1, 1, 1, 1, 5, 10, 30, 50);

    double[] effects = effects(10_000, seed -> Arrivals.turning(summer, winter, 5_000, seed));

    assertThat(effects[RUNS - 1]).isLessThan(1.5);
  }

  @Test
  void before_anything_is_known_labels_are_taken_for_one_burst() {
    double[] mix = Mixes.exponential(10, 100);

    double[] effects = effects(30, seed -> Arrivals.bursts(mix, seed, i -> 30));

    assertThat(DesignEffect.of(LabelOrder.NONE).value()).isGreaterThan(256);
    assertThat(effects[0]).isGreaterThan(256);
  }

  @Test
  void a_stream_of_one_class_becomes_evidence_in_the_end() {
    var effect = new DesignEffect(effects(10_000, seed -> () -> 4)[0]);

    assertThat(effect.tempered(new long[] {10_000, 0})).containsExactly(34, 0);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "10, 30", "100, 10"})
  void bursts_raise_no_alarm(int classes, int length) {
    double[] mix = Mixes.exponential(classes, 100);
    int alarms = 0;
    int alarmsOfLabels = 0;
    for (int seed = 0; seed < 20; seed++) {
      var reference = Mixes.estimated(mix, 10_847, 77 + seed);
      double[] highest = highest(reference, Arrivals.bursts(mix, seed, i -> length));
      alarms += highest[0] >= Math.log(100) ? 1 : 0;
      alarmsOfLabels += highest[1] >= Math.log(100) ? 1 : 0;
    }

    assertThat(alarms).isLessThanOrEqualTo(1);
    assertThat(alarmsOfLabels).as("labels taken for units").isGreaterThan(alarms + 3);
  }

  @Property(tries = 300)
  void neighbours_keep_their_share_to_within_one_unit(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 200) Integer> counts,
      @ForAll @DoubleRange(min = 1, max = 130) double value) {
    long[] labels = counts.stream().mapToLong(Integer::longValue).toArray();

    long[] units = new DesignEffect(value).tempered(labels);

    assertThat(Arrays.stream(units)).allMatch(n -> n >= 0);
    for (int from = 0; from < labels.length; from++) {
      double difference = 0;
      for (int k = from; k < labels.length; k++) {
        difference += units[k] - labels[k] / value;
        assertThat(difference).isBetween(-1 - 1e-9, 1 + 1e-9);
      }
    }
  }

  @Test
  void independent_units_are_left_as_they_are() {
    assertThat(DesignEffect.NONE.tempered(new long[] {5, 0, 1, 1_000_000_000_000L}))
        .containsExactly(5, 0, 1, 1_000_000_000_000L);
    assertThatThrownBy(() -> new DesignEffect(0.5)).hasMessageContaining("0.5");
  }

  /** Of that many labels of {@link #RUNS} seeded streams, sorted. */
  private static double[] effects(int labels, IntFunction<IntSupplier> seeded) {
    return IntStream.range(0, RUNS)
        .mapToDouble(
            seed -> {
              var sequence = new LabelSequence();
              IntStream.generate(seeded.apply(seed)).limit(labels).forEach(sequence::add);
              return DesignEffect.of(sequence.order()).value();
            })
        .sorted()
        .toArray();
  }

  /** Evidence in 10,000 labels, looking every 200: tempered, and with every label a unit. */
  private static double[] highest(ReferenceMix reference, IntSupplier stream) {
    var sequence = new LabelSequence();
    Map<String, Long> labels = new TreeMap<>();
    double[] highest = new double[2];
    for (int n = 1; n <= 10_000; n++) {
      int k = stream.getAsInt();
      sequence.add(k);
      labels.merge(Mixes.name(k), 1L, Long::sum);
      if (n % 200 == 0) {
        long[] categories = reference.categories(labels);
        long[] units = DesignEffect.of(sequence.order()).tempered(categories);
        highest[0] = Math.max(highest[0], evidence(reference, units));
        highest[1] = Math.max(highest[1], evidence(reference, categories));
      }
    }
    return highest;
  }

  private static double evidence(ReferenceMix reference, long[] units) {
    var logE = reference.process().logE(units).values();
    return LogMean.of(logE.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
