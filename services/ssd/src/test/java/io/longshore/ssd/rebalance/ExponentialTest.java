package io.longshore.ssd.rebalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ExponentialTest {

  @Property
  void it_is_the_exponential_to_seven_digits(@ForAll @DoubleRange(min = -60, max = 0) double x) {
    double[] values = {x};

    Exponential.inPlace(values);

    assertThat(values[0] / Math.exp(x)).isCloseTo(1, within(1e-7));
  }

  @Example
  void zero_is_exactly_one_and_what_is_far_below_is_almost_nothing() {
    double[] values = {0, -1_000, Double.NEGATIVE_INFINITY};

    Exponential.inPlace(values);

    assertThat(values[0]).isEqualTo(1);
    assertThat(values[1]).isEqualTo(values[2]).isBetween(0.0, 1e-25);
  }
}
