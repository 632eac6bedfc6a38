package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogGammaTest {

  /** Values to 17 digits by arbitrary-precision arithmetic. */
  @ParameterizedTest
  @CsvSource({
    "1e-8, 18.420680738180209",
    "0.0001, 9.2102826586339623",
    "0.1, 2.252712651734206",
    "0.5, 0.57236494292470009",
    "1, 0.0",
    "1.5, -0.12078223763524522",
    "2, 0.0",
    "2.5, 0.28468287047291916",
    "3.7, 1.4280723266653879",
    "9.999, 12.799575780077412",
    "10, 12.80182748008147",
    "25.25, 55.58568604486943",
    "100, 359.1342053695754",
    "1234.5, 7550.5509010778949",
    "30000, 279264.34428430943",
    "4391.5, 32438.607109080599",
    "1000000.5, 12815511.476902766",
    "1e10, 220258509288.81058"
  })
  void known_values_are_met_to_ten_digits(double x, double logGamma) {
    assertThat(LogGamma.of(x)).isCloseTo(logGamma, within(1e-10 * Math.max(1, Math.abs(logGamma))));
  }

  @Test
  void whole_numbers_give_factorials() {
    double logFactorial = 0;
    for (int n = 1; n <= 1_000; n++) {
      logFactorial += Math.log(n);

      assertThat(LogGamma.of(n + 1)).isCloseTo(logFactorial, within(1e-10));
    }
  }

  @Property(tries = 300)
  void rising_by_one_multiplies_by_the_argument(
      @ForAll @DoubleRange(min = -6, max = 6) double power) {
    double x = Math.pow(10, power);

    double risen = LogGamma.of(x + 1);

    assertThat(risen - LogGamma.of(x))
        .isCloseTo(Math.log(x), within(1e-10 * Math.max(1, Math.abs(risen))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void arguments_without_a_logarithm_are_refused(double x) {
    assertThatThrownBy(() -> LogGamma.of(x)).isInstanceOf(IllegalArgumentException.class);
  }
}
