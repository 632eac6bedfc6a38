package io.longshore.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunClockTest {
  private long now = 5_000_000;

  @Test
  void every_step_is_told_with_its_milliseconds_and_the_sum() {
    var clock = new RunClock(() -> now);
    now += 12_900_000;
    clock.did("fitted");
    now += 3_000_000;
    clock.did("published");

    assertThat(clock.told()).isEqualTo("fitted 12 ms, published 3 ms; in all 15 ms");
  }
}
