package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MovedClassesTest {
  private static final double ALPHA = 0.05;

  @Property(tries = 100)
  void evidence_on_one_class_is_at_most_one_on_average_whatever_is_known_of_it(
      @ForAll @Size(min = 2, max = 12) List<@DoubleRange(min = 0, max = 300) Double> drawn,
      @ForAll @IntRange(max = 25) int units) {
    double[] weights = drawn.stream().mapToDouble(w -> -w).sorted().map(w -> -w).toArray();
    double total = Arrays.stream(weights).sum();
    var tree = FrequencyTree.of(weights);
    for (int k = 0; k <= weights.length; k++) {
      double weight = k < weights.length ? weights[k] : 0;
      var evidence = ClassEvidence.of(tree, k, weight, total);
      double underOwn = 0;
      double underTree = 0;
      double alternative = 0;
      double orders = 1;
      for (int hits = 0; hits <= units; hits++) {
        double logE = evidence.logE(hits, units);
        underOwn +=
            orders * exp(hits, units, evidence.ownShare(), evidence.ownConcentration(), logE);
        underTree += orders * exp(hits, units, evidence.share(), evidence.concentration(), logE);
        alternative += orders * Math.exp(logE + evidence.logUnchanged(hits, units));
        orders *= (units - hits) / (hits + 1.0);
      }

      assertThat(underOwn).isLessThan(1 + 1e-6);
      assertThat(underTree).isLessThan(1 + 1e-6);
      assertThat(alternative).isCloseTo(1, within(1e-6));
    }
  }

  @Property(tries = 300)
  void as_many_are_rejected_as_the_definition_says(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -5, max = 12) Double> drawn,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double alpha) {
    double[] logE = drawn.stream().mapToDouble(Double::doubleValue).toArray();

    double threshold = EBenjaminiHochberg.threshold(logE, alpha);

    int most = 0;
    for (int k = 1; k <= logE.length; k++) {
      double needed = Math.log(logE.length / (alpha * k));
      if (Arrays.stream(logE).filter(log -> log >= needed).count() >= k) {
        most = k;
      }
    }
    assertThat(Arrays.stream(logE).filter(log -> log >= threshold).count()).isEqualTo(most);
  }

  @Test
  void classes_that_moved_are_named_and_few_others() {
    double[] before = Mixes.exponential(100, 100);
    double[] after = before.clone();
    for (int k = 50; k < 100; k += 5) {
      after[k] *= 8;
    }
    after[3] /= 4;
    double[] moved = Mixes.normalised(after);
    int runs = 40;
    double wrong = 0;
    int found = 0;
    for (int seed = 0; seed < runs; seed++) {
      var reference = Mixes.estimated(before, 10_847, seed);

      var named =
          MovedClasses.since(reference, new Mixes.Stream(moved, 900 + seed).draw(4_000), ALPHA)
              .classes();

      long right = named.stream().filter(c -> c.direction() == direction(c.className())).count();
      wrong += named.isEmpty() ? 0 : 1 - (double) right / named.size();
      found += (int) right;
    }

    assertThat(wrong / runs).isLessThanOrEqualTo(ALPHA);
    assertThat(found / (11.0 * runs)).isGreaterThan(0.6);
  }

  @Test
  void nobody_is_named_if_nothing_moved() {
    int named = 0;
    for (int seed = 0; seed < 40; seed++) {
      double[] mix = Mixes.exponential(seed % 2 == 0 ? 10 : 300, 100);
      var reference = Mixes.estimated(mix, 3_000, seed);
      var units = new Mixes.Stream(mix, 77 + seed).draw(20_000);
      named += MovedClasses.since(reference, units, ALPHA).classes().isEmpty() ? 0 : 1;
    }

    assertThat(named).isLessThanOrEqualTo(2);
  }

  @Test
  void classes_the_reference_does_not_name_are_one() {
    var reference = ReferenceMix.of(Mixes.MODEL, Mixes.weights(500, 300, 200));

    var moved =
        MovedClasses.since(
            reference,
            Map.of("class-000", 50L, "class-001", 30L, "whale", 10L, "seal", 10L),
            ALPHA);

    assertThat(moved.tested()).isEqualTo(4);
    assertThat(moved.classes())
        .extracting(MovedClass::className)
        .containsExactly(MovedClasses.NOT_NAMED, "class-002");
    assertThat(moved.classes())
        .extracting(MovedClass::direction)
        .containsExactly(MovedClass.Direction.RISEN, MovedClass.Direction.FALLEN);
    assertThat(moved.classes().get(0).liveShare()).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void without_units_nobody_moved() {
    var reference = ReferenceMix.of(Mixes.MODEL, Mixes.weights(500, 300, 200));

    assertThat(MovedClasses.since(reference, Map.of(), ALPHA).classes()).isEmpty();
    assertThatThrownBy(() -> MovedClasses.since(reference, Map.of(), 1))
        .hasMessageContaining("alpha 1.0");
  }

  @Test
  void a_hundred_thousand_classes_are_no_trouble() {
    Map<String, Double> weights = new HashMap<>();
    Map<String, Long> units = new HashMap<>();
    for (int k = 0; k < 100_000; k++) {
      weights.put("class-" + k, Math.rint(1e8 * Math.pow(k + 1, -1.5)));
      units.put("class-" + k, Math.round(1e9 * Math.pow(k + 1, -1.5)));
    }
    units.merge("class-777", 500_000L, Long::sum);
    var reference = ReferenceMix.of(Mixes.MODEL, weights);

    var moved = MovedClasses.since(reference, units, ALPHA);

    assertThat(moved.classes().get(0).className()).isEqualTo("class-777");
    assertThat(moved.classes()).allMatch(c -> Double.isFinite(c.logE()));
  }

  private static double exp(int hits, int units, double mean, double concentration, double log) {
    return Math.exp(BetaBinomial.logProbability(hits, units, mean, concentration) + log);
  }

  private static MovedClass.Direction direction(String className) {
    if (className.equals(MovedClasses.NOT_NAMED)) {
      return MovedClass.Direction.FALLEN;
    }
    int k = Integer.parseInt(className.substring("class-".length()));
    return k >= 50 && k % 5 == 0 ? MovedClass.Direction.RISEN : MovedClass.Direction.FALLEN;
  }
}
