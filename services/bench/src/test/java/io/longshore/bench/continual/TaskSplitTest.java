package io.longshore.bench.continual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TaskSplitTest {

  @Test
  void a_hundred_classes_are_fifty_and_five_tasks_of_ten() {
    TaskSplit split = new TaskSplit(100, 5);

    assertThat(split.seenClasses()).containsExactly(50, 60, 70, 80, 90, 100);
    assertThat(split.oldClasses(1)).isEqualTo(50);
    assertThat(split.newClasses(1)).isEqualTo(10);
  }

  @Test
  void tasks_that_are_not_equal_are_refused() {
    assertThatThrownBy(() -> new TaskSplit(100, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("50 classes")
        .hasMessageContaining("7 tasks");
  }

  @Property
  void every_class_is_new_exactly_once(
      @ForAll @IntRange(min = 1, max = 20) int each,
      @ForAll @IntRange(min = 1, max = 20) int tasks) {
    TaskSplit split = new TaskSplit(2 * each * tasks, tasks);

    int arrived = IntStream.range(0, split.steps()).map(split::newClasses).sum();

    assertThat(arrived).isEqualTo(split.classes());
    assertThat(split.newClasses(0)).isEqualTo(each * tasks);
    assertThat(IntStream.rangeClosed(1, tasks).map(split::newClasses)).containsOnly(each);
  }

  @Property
  void either_order_is_a_permutation(
      @ForAll @Size(min = 2, max = 50) List<@IntRange(max = 500) Integer> images,
      @ForAll long seed,
      @ForAll ClassOrder order) {
    int[] counts = counts(images);

    assertThat(order.of(counts, seed))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, counts.length).boxed().toList())
        .isEqualTo(order.of(counts, seed));
  }

  @Property
  void ordered_classes_become_rarer(
      @ForAll @Size(min = 2, max = 50) List<@IntRange(max = 500) Integer> images) {
    int[] counts = counts(images);

    assertThat(ClassOrder.ORDERED.of(counts, 0))
        .isSortedAccordingTo((a, b) -> Integer.compare(counts[b], counts[a]));
  }

  private static int[] counts(List<Integer> images) {
    return images.stream().mapToInt(Integer::intValue).toArray();
  }
}
