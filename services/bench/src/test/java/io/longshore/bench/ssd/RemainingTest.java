package io.longshore.bench.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RemainingTest {
  private Instant now = Instant.EPOCH;

  @Test
  void epochs_to_come_take_as_long_as_those_before() {
    var remaining = new Remaining(10, () -> now);
    remaining.skipped(4);

    now = now.plusSeconds(30);
    remaining.ran();
    now = now.plusSeconds(10);
    remaining.ran();

    assertThat(remaining.seconds()).isEqualTo(4 * 20);
  }

  @Test
  void before_the_first_epoch_nobody_knows() {
    assertThat(new Remaining(10, () -> now).seconds()).isNaN();
  }
}
