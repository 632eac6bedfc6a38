package io.longshore.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Property
  void a_number_has_four_digits_and_is_the_nearest_such(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double value) {
    double rounded = Json.rounded(value);

    assertThat(new BigDecimal(Double.toString(rounded)).stripTrailingZeros().precision())
        .isLessThanOrEqualTo(4);
    assertThat(rounded).isCloseTo(value, within(Math.abs(value) * 5.1e-4));
  }

  @Property
  void a_share_however_small_keeps_its_digits(
      @ForAll @DoubleRange(min = 1, max = 12) double exponent) {
    double share = Math.pow(10, -exponent);

    double rounded = Json.rounded(share);

    assertThat(new BigDecimal(Double.toString(rounded)).stripTrailingZeros().precision())
        .isLessThanOrEqualTo(4);
    assertThat(rounded).isCloseTo(share, within(share * 5.1e-4));
  }

  @Test
  void what_is_no_number_is_null() {
    assertThat(Json.number(Double.NaN).isNull()).isTrue();
    assertThat(Json.number(Double.POSITIVE_INFINITY).isNull()).isTrue();
    assertThat(Json.ratio(0, 0).isNull()).isTrue();
    assertThat(Json.number(0).toString()).isEqualTo("0");
    assertThat(Json.number(Double.MIN_VALUE).isNull()).isFalse();
  }
}
