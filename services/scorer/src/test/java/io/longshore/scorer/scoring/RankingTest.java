package io.longshore.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.prediction.ClassProbability;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void probabilities_are_those_of_the_definition() {
    float[] probabilities = Ranking.softmax(new float[] {0, (float) Math.log(3)});

    assertThat(probabilities).containsExactly(new float[] {0.25f, 0.75f}, within(1e-6f));
  }

  @Test
  void logits_far_apart_neither_overflow_nor_vanish_into_nan() {
    assertThat(Ranking.softmax(new float[] {3e38f, -3e38f})).containsExactly(1, 0);
  }

  @Test
  void of_equal_classes_the_first_named_comes_first() {
    List<ClassProbability> top = Ranking.top(new float[] {1, 2, 2}, List.of("a", "b", "c"), 2);

    assertThat(top).extracting(ClassProbability::className).containsExactly("b", "c");
  }

  @Property
  void probabilities_sum_to_one_and_do_not_mind_a_common_shift(
      @ForAll @Size(min = 1, max = 50) float @FloatRange(min = -50, max = 50) [] logits,
      @ForAll @FloatRange(min = -50, max = 50) float shift) {
    float[] shifted = logits.clone();
    for (int c = 0; c < shifted.length; c++) {
      shifted[c] += shift;
    }

    float[] probabilities = Ranking.softmax(logits);

    double sum = 0;
    for (float probability : probabilities) {
      assertThat(probability).isBetween(0f, 1f);
      sum += probability;
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    assertThat(Ranking.softmax(shifted)).containsExactly(probabilities, within(1e-4f));
  }

  @Property
  void the_top_is_the_beginning_of_all_classes_sorted(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -5, max = 5) Integer> values,
      @ForAll @IntRange(min = 1, max = 40) int k) {
    float[] logits = new float[values.size()];
    for (int c = 0; c < logits.length; c++) {
      logits[c] = values.get(c);
    }
    List<String> names = IntStream.range(0, logits.length).mapToObj(c -> "class " + c).toList();

    List<ClassProbability> top = Ranking.top(logits, names, k);

    List<String> sorted =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted(Comparator.comparing((Integer c) -> -logits[c]))
            .limit(k)
            .map(names::get)
            .toList();
    assertThat(top).extracting(ClassProbability::className).isEqualTo(sorted);
    assertThat(top)
        .isSortedAccordingTo(
            Comparator.comparing((ClassProbability p) -> p.probability()).reversed());
  }
}
