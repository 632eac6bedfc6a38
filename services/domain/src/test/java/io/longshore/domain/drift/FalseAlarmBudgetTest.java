package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalseAlarmBudgetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.01|20000|5000|at most one false alarm in 2,000,000 units on average, 400 days at the present rate",
        "0.05|1000|8000|at most one false alarm in 20,000 units on average, 2.5 days at the present rate",
        "0.05|1000|4800000|at most one false alarm in 20,000 units on average, 0.1 hours at the present rate",
        "0.01|20000|0|at most one false alarm in 2,000,000 units on average"
      })
  void the_budget_is_told_in_units_and_in_time(
      double alpha, long horizon, double rate, String words) {
    assertThat(new FalseAlarmBudget(alpha, horizon, rate).inWords()).isEqualTo(words);
  }

  @Test
  void budgets_without_a_meaning_are_refused() {
    assertThatThrownBy(() -> new FalseAlarmBudget(0, 1, 1)).hasMessageContaining("alpha 0.0");
    assertThatThrownBy(() -> new FalseAlarmBudget(0.1, 0, 1)).hasMessageContaining("horizon of 0");
    assertThatThrownBy(() -> new FalseAlarmBudget(0.1, 1, Double.NaN)).hasMessageContaining("NaN");
  }
}
