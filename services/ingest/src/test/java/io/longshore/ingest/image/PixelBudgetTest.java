package io.longshore.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PixelBudgetTest {
  private static final long MIB = 1 << 20;

  @Test
  void a_heap_of_half_a_gibibyte_has_room_for_the_largest_image_and_a_quarter_of_one_has_not() {
    assertThat(PixelBudget.onHeap(512 * MIB)).isGreaterThan(ImageLimits.DEFAULT.pixels());
    assertThat(PixelBudget.onHeap(256 * MIB)).isLessThan(ImageLimits.DEFAULT.pixels());
    assertThat(14L * PixelBudget.onHeap(256 * MIB)).isLessThan(256 * MIB);
  }

  @Test
  void a_heap_of_terabytes_has_room_for_as_many_as_there_are_numbers() {
    assertThat(PixelBudget.onHeap(1L << 42)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void what_is_taken_must_be_given_back_before_it_is_taken_again() {
    var budget = new PixelBudget(10, Duration.ZERO);

    assertThat(budget.take(7)).isTrue();
    assertThat(budget.take(4)).isFalse();
    budget.giveBack(7);
    assertThat(budget.take(4)).isTrue();
  }
}
