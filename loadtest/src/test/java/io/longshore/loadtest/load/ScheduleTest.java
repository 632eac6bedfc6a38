package io.longshore.loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void a_constant_rate_is_evenly_spaced() {
    Schedule schedule = Schedule.of(second -> 4, 2);

    assertThat(schedule.due())
        .containsExactly(
            0L,
            250_000_000L,
            500_000_000L,
            750_000_000L,
            1_000_000_000L,
            1_250_000_000L,
            1_500_000_000L,
            1_750_000_000L);
  }

  @Test
  void a_burst_brings_its_own_sends() {
    Schedule schedule = Schedule.of(second -> second < 1 ? 10 : 100, 2);

    assertThat(Arrays.stream(schedule.due()).filter(due -> due >= 1_000_000_000L).count())
        .isEqualTo(100);
  }

  @Property(tries = 50)
  void a_ramp_sends_as_much_as_its_mean_rate_would(
      @ForAll @DoubleRange(min = 1, max = 200) double from,
      @ForAll @DoubleRange(min = 1, max = 200) double to) {
    Schedule schedule = Schedule.of(second -> from + (to - from) * second / 10, 10);

    assertThat((double) schedule.sends()).isCloseTo(5 * (from + to), within(2.0));
    assertThat(schedule.due()).isSorted();
  }
}
