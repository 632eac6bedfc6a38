package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrequencyGroupsTest {

  @Test
  void equal_classes_are_cut_into_equal_groups() {
    int[] groups = FrequencyGroups.cut(new double[] {1, 1, 1, 1, 1, 1}, 3);

    assertThat(groups).containsExactly(0, 0, 1, 1, 2, 2);
  }

  @Test
  void a_class_heavier_than_a_group_stands_alone_and_the_tail_together() {
    int[] groups = FrequencyGroups.cut(new double[] {80, 10, 5, 3, 1, 1}, 3);

    assertThat(groups).containsExactly(0, 1, 1, 1, 1, 1);
  }

  @Test
  void without_any_weight_there_is_one_group() {
    int[] groups = FrequencyGroups.cut(new double[] {0, 0, 0}, 3);

    assertThat(groups).containsExactly(0, 0, 0);
  }

  @Property(tries = 200)
  void groups_have_no_gaps_and_keep_the_order(
      @ForAll @Size(min = 1, max = 60) double @DoubleRange(max = 1e4) [] drawn,
      @ForAll @IntRange(min = 1, max = 30) int wanted) {
    double[] weights = Arrays.stream(drawn).sorted().map(w -> -w).sorted().map(w -> -w).toArray();

    int[] groups = FrequencyGroups.cut(weights, wanted);

    assertThat(groups[0]).isZero();
    assertThat(groups[groups.length - 1]).isLessThan(wanted);
    for (int k = 1; k < groups.length; k++) {
      assertThat(groups[k] - groups[k - 1]).isBetween(0, 1);
    }
  }
}
