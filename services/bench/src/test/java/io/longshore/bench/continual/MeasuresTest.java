package io.longshore.bench.continual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  private static final List<List<Double>> PER_CLASS =
      List.of(List.of(90.0, 50.0), List.of(80.0, 40.0, 20.0, 10.0));

  @Test
  void groups_are_by_all_images_of_a_class_and_judged_at_the_end() {
    Measures measures = Measures.of(PER_CLASS, new TaskSplit(4, 1), new int[] {101, 100, 20, 19});

    assertThat(measures.many()).isEqualTo(80.0);
    assertThat(measures.medium()).isEqualTo(30.0);
    assertThat(measures.few()).isEqualTo(10.0);
    assertThat(measures.finalAccuracy()).isEqualTo(37.5);
    assertThat(measures.averageAccuracy()).isEqualTo((70 + 37.5) / 2);
    assertThat(measures.forgetting()).isEqualTo(10.0);
    assertThat(measures.accuracies()).containsExactly(List.of(70.0), List.of(60.0, 15.0));
  }

  @Test
  void a_group_without_a_class_has_no_accuracy() {
    Measures measures = Measures.of(PER_CLASS, new TaskSplit(4, 1), new int[] {500, 400, 300, 200});

    assertThat(measures.few()).isNaN();
  }
}
