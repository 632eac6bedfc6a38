package io.longshore.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExactBinomialTest {

  @Test
  void no_alarm_in_n_runs_bounds_the_rate_by_about_three_in_n() {
    assertThat(ExactBinomial.upper(0, 1_000, 0.95))
        .isCloseTo(1 - Math.pow(0.05, 1e-3), within(1e-12));
  }

  @Test
  void bounds_are_those_of_the_tables() {
    assertThat(ExactBinomial.upper(5, 400, 0.95)).isCloseTo(0.02610, within(5e-5));
    assertThat(ExactBinomial.upper(1, 10, 0.95)).isCloseTo(0.39416, within(5e-5));
    assertThat(ExactBinomial.lower(9, 10, 0.95)).isCloseTo(0.60584, within(5e-5));
  }

  @Test
  void all_and_none_are_no_bound() {
    assertThat(ExactBinomial.upper(7, 7, 0.95)).isEqualTo(1);
    assertThat(ExactBinomial.lower(0, 7, 0.95)).isZero();
  }

  @Test
  void many_runs_do_not_underflow() {
    assertThat(ExactBinomial.upper(5_000, 10_000, 0.95)).isBetween(0.508, 0.509);
  }
}
