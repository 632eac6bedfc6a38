package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingMassTest {

  @Test
  void it_is_the_share_of_units_alone_in_their_class() {
    assertThat(MissingMass.of(List.of(1L, 1L, 0L, 5L, 13L), 0.05).estimate()).isEqualTo(0.1);
  }

  @Test
  void without_units_everything_is_missing_and_nothing_known() {
    assertThat(MissingMass.of(List.of(), 0.05)).isEqualTo(new MissingMass(1, 0, 1));
  }

  @ParameterizedTest
  @CsvSource({"10, 50", "1000, 500", "1000, 5000", "20000, 5000"})
  void it_is_right_on_average_and_seldom_outside_its_bounds(int classes, int units) {
    double[] mix = Mixes.exponential(classes, 1_000);
    int runs = 200;
    int outside = 0;
    double error = 0;
    for (int seed = 0; seed < runs; seed++) {
      var counts = new Mixes.Stream(mix, seed).draw(units);
      double missing = 0;
      for (int k = 0; k < classes; k++) {
        missing += counts.containsKey(Mixes.name(k)) ? 0 : mix[k];
      }

      var told = MissingMass.of(counts.values(), 0.05);

      error += (told.estimate() - missing) / runs;
      outside += told.lower() <= missing && missing <= told.upper() ? 0 : 1;
    }

    assertThat(error).isCloseTo(0, within(0.02));
    assertThat(outside).isLessThanOrEqualTo(runs / 10);
  }

  @Test
  void many_units_leave_little_doubt() {
    var told = MissingMass.of(1_000_000, 1_000_000_000, 0.01);

    assertThat(told.lower()).isBetween(0.0008, 0.001);
    assertThat(told.upper()).isBetween(0.001, 0.0012);
  }

  @Test
  void counts_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> MissingMass.of(5, 4, 0.05)).hasMessageContaining("5 classes");
    assertThatThrownBy(() -> MissingMass.of(0, 4, 0)).hasMessageContaining("alpha 0.0");
  }
}
