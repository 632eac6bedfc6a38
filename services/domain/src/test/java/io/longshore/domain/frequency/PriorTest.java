package io.longshore.domain.frequency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PriorTest {
  private static final List<String> CLASSES = List.of("cat", "dog", "newt");

  @Test
  void a_class_never_seen_keeps_half_a_count() {
    double[] log = Prior.log(CLASSES, Map.of("cat", 6.0, "dog", 2.0));

    assertThat(Math.exp(log[0])).isCloseTo(6.5 / 9.5, within(1e-12));
    assertThat(Math.exp(log[1])).isCloseTo(2.5 / 9.5, within(1e-12));
    assertThat(Math.exp(log[2])).isCloseTo(0.5 / 9.5, within(1e-12));
  }

  @Test
  void classes_outside_the_list_do_not_count() {
    assertThat(Prior.log(CLASSES, Map.of("cat", 1.0, "whale", 100.0)))
        .containsExactly(Prior.log(CLASSES, Map.of("cat", 1.0)));
  }

  @Test
  void an_even_mix_trims_nothing() {
    var mix = Map.of("cat", 70.0, "dog", 70.0, "newt", 70.0);

    for (float shift : Prior.trim(CLASSES, mix, 1)) {
      assertThat(shift).isCloseTo(0f, within(1e-6f));
    }
  }

  @Test
  void a_class_more_frequent_than_others_is_lifted_by_the_log_ratio_times_tau() {
    var live = Map.of("cat", 49.5, "dog", 49.5, "newt", 199.5);

    float[] trim = Prior.trim(CLASSES, live, 0.5);

    assertThat(trim[2]).isCloseTo((float) (0.5 * Math.log(2)), within(1e-6f));
    assertThat(trim[0]).isCloseTo((float) (0.5 * Math.log(0.5)), within(1e-6f));
  }

  @Property(tries = 200)
  void probabilities_are_positive_and_sum_to_one(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(max = 1e6) Double> drawn) {
    List<String> classes = IntStream.range(0, drawn.size()).mapToObj(k -> "class " + k).toList();
    var counts = new HashMap<String, Double>();
    for (int k = 0; k < drawn.size(); k++) {
      counts.put(classes.get(k), drawn.get(k));
    }

    double[] probabilities = Arrays.stream(Prior.log(classes, counts)).map(Math::exp).toArray();

    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
    assertThat(Arrays.stream(probabilities).min().orElseThrow()).isPositive();
  }
}
