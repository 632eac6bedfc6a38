package io.longshore.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private Instant now = Instant.EPOCH;

  @Test
  void epochs_to_come_take_as_long_as_those_before() {
    var forecast = new Forecast(10, () -> now);
    forecast.skipped(4);

    now = now.plusSeconds(30);
    forecast.did(1);
    now = now.plusSeconds(10);
    forecast.did(1);

    assertThat(forecast.seconds()).isEqualTo(4 * 20);
  }

  @Test
  void before_the_first_epoch_nobody_knows() {
    assertThat(new Forecast(10, () -> now).seconds()).isNaN();
  }
}
