package io.longshore.loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailTest {

  @Test
  void a_zipf_tail_falls_with_the_rank() {
    double[] cumulative = Tail.of(Tail.Form.ZIPF, 3, 1).cumulative();

    assertThat(cumulative[0]).isCloseTo(6 / 11.0, within(1e-12));
    assertThat(cumulative[1]).isCloseTo(9 / 11.0, within(1e-12));
    assertThat(cumulative[2]).isCloseTo(1, within(1e-12));
  }

  @Test
  void an_exponential_tail_has_the_imbalance_that_was_asked_for() {
    double[] cumulative = Tail.of(Tail.Form.EXPONENTIAL, 10, 100).cumulative();

    double rarest = cumulative[9] - cumulative[8];
    assertThat(cumulative[0] / rarest).isCloseTo(100, within(1e-6));
  }

  @Test
  void every_point_has_a_class() {
    Tail tail = Tail.of(Tail.Form.ZIPF, 4, 2);

    assertThat(tail.at(0)).isZero();
    assertThat(tail.at(0.999999999)).isEqualTo(3);
  }
}
