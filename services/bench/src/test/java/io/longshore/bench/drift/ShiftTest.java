package io.longshore.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShiftTest {

  @Test
  void the_long_tail_falls_from_the_first_class_to_the_last_by_the_imbalance() {
    double[] tail = Shift.longTail(100, 100);

    assertThat(Arrays.stream(tail).sum()).isCloseTo(1, within(1e-12));
    assertThat(tail[0] / tail[99]).isCloseTo(100, within(1e-9));
    assertThat(tail[0] / tail[1]).isCloseTo(tail[50] / tail[51], within(1e-9));
  }

  @Test
  void a_flatter_tail_of_a_hundred_is_one_of_thirty() {
    double[] flatter = Shift.FLATTER.applied(100, 100);

    assertThat(flatter[0] / flatter[99]).isCloseTo(30, within(1e-9));
    assertThat(flatter).containsExactly(Shift.longTail(100, 30), within(1e-12));
  }

  @Test
  void the_tail_is_the_rarest_fifth_and_triples() {
    assertThat(factors(Shift.TAIL, 100)).containsExactly(counts(80, 1, 20, 3));
  }

  @Test
  void the_bottom_is_one_class_in_a_hundred_and_at_least_one() {
    assertThat(factors(Shift.BOTTOM, 1_000)).containsExactly(counts(990, 1, 10, 20));
    assertThat(factors(Shift.BOTTOM, 10)).containsExactly(counts(9, 1, 1, 20));
  }

  @Test
  void the_head_is_one_class_in_twenty_and_at_least_one() {
    assertThat(factors(Shift.HEAD, 100)).containsExactly(counts(5, 1.3, 95, 1));
    assertThat(factors(Shift.HEAD, 10)).containsExactly(counts(1, 1.3, 9, 1));
  }

  @Test
  void no_drift_is_the_long_tail_itself() {
    assertThat(Shift.NONE.applied(10, 10)).containsExactly(Shift.longTail(10, 10), within(1e-12));
  }

  /** Ratios after to before, scaled so that what did not move is one. */
  private static double[] factors(Shift shift, int classes) {
    double[] before = Shift.longTail(classes, 100);
    double[] after = shift.applied(classes, 100);
    int still = classes / 2;
    double scale = before[still] / after[still];
    double[] factors = new double[classes];
    Arrays.setAll(factors, k -> Math.round(after[k] / before[k] * scale * 1e9) / 1e9);
    return factors;
  }

  private static double[] counts(int first, double value, int second, double other) {
    double[] counts = new double[first + second];
    Arrays.fill(counts, 0, first, value);
    Arrays.fill(counts, first, first + second, other);
    return counts;
  }
}
