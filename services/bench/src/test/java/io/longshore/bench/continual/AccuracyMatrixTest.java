package io.longshore.bench.continual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AccuracyMatrixTest {
  /** Two base classes, then two tasks of one class each. */
  private static final AccuracyMatrix MATRIX =
      new AccuracyMatrix(
          List.of(List.of(80.0), List.of(60.0, 90.0), List.of(70.0, 50.0, 100.0)),
          List.of(2, 1, 1));

  @Test
  void accuracy_over_several_steps_counts_each_class_alike() {
    assertThat(MATRIX.overSeen()).containsExactly(80.0, 70.0, 72.5); // (2*70 + 50 + 100) / 4
    assertThat(MATRIX.last()).isEqualTo(72.5);
    assertThat(MATRIX.average()).isCloseTo((80 + 70 + 72.5) / 3, within(1e-9));
  }

  @Test
  void forgetting_is_the_mean_fall_from_the_best_before_the_end() {
    assertThat(MATRIX.forgetting()).isEqualTo(25.0); // (80 - 70 + 90 - 50) / 2
  }

  @Test
  void what_is_best_at_the_end_is_not_forgotten_but_transferred_back_to() {
    AccuracyMatrix better =
        new AccuracyMatrix(
            List.of(List.of(40.0), List.of(30.0, 50.0), List.of(60.0, 50.0, 10.0)),
            List.of(2, 1, 1));

    assertThat(better.forgetting()).isZero();
    assertThat(better.backwardTransfer()).isEqualTo(10.0); // (60 - 40 + 50 - 50) / 2
  }

  @Test
  void backward_transfer_compares_with_when_a_step_was_learned() {
    AccuracyMatrix detour =
        new AccuracyMatrix(
            List.of(List.of(40.0), List.of(60.0, 50.0), List.of(50.0, 40.0, 10.0)),
            List.of(2, 1, 1));

    assertThat(detour.backwardTransfer()).isEqualTo(0.0); // (50 - 40 + 40 - 50) / 2
    assertThat(detour.forgetting()).isEqualTo(10.0); // (60 - 50 + 50 - 40) / 2
  }

  @Test
  void the_base_alone_has_nothing_to_forget() {
    AccuracyMatrix base = new AccuracyMatrix(List.of(List.of(40.0)), List.of(2));

    assertThat(base.forgetting()).isZero();
    assertThat(base.backwardTransfer()).isZero();
    assertThat(base.average()).isEqualTo(40.0);
  }

  @Test
  void classes_are_gathered_into_the_steps_that_brought_them() {
    List<List<Double>> perClass =
        List.of(List.of(100.0, 60.0), List.of(70.0, 50.0, 90.0), List.of(70.0, 70.0, 50.0, 100.0));

    AccuracyMatrix matrix = AccuracyMatrix.of(perClass, new TaskSplit(4, 2));

    assertThat(matrix).isEqualTo(MATRIX);
  }

  @Test
  void a_row_of_another_length_is_refused() {
    assertThatThrownBy(() -> new AccuracyMatrix(List.of(List.of(1.0), List.of(1.0)), List.of(1, 1)))
        .hasMessage("after step 1 there are 2 accuracies, not 1");
  }

  @Property
  void nothing_is_forgotten_less_than_it_is_transferred_back(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int steps) {
    AccuracyMatrix matrix = random(seed, steps);

    assertThat(matrix.forgetting()).isGreaterThanOrEqualTo(0);
    assertThat(matrix.forgetting()).isGreaterThanOrEqualTo(-matrix.backwardTransfer() - 1e-9);
    assertThat(matrix.average()).isBetween(0.0, 100.0);
  }

  private static AccuracyMatrix random(long seed, int steps) {
    var random = new SplittableRandom(seed);
    List<List<Double>> rows = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      rows.add(random.doubles(t + 1L, 0, 100).boxed().toList());
      classes.add(1 + random.nextInt(10));
    }
    return new AccuracyMatrix(rows, classes);
  }
}
