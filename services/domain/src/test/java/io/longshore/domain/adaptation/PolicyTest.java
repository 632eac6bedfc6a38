package io.longshore.domain.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final Policy POLICY =
      new Policy(
          PolicyState.RUNNING,
          1,
          new Thresholds(0.01, 0.05, 0.15, 100),
          new GearTerms(24, Duration.ofMinutes(5), 2_000, 2, 0.1),
          new GearTerms(4, Duration.ofHours(3), 20_000, 300, 0.2),
          new Worth(20_000, 1, 0.1),
          new FirstModel(4_000, 50, Duration.ofSeconds(10)));

  @Test
  void a_policy_is_read_as_it_was_written() {
    assertThat(Policy.of(POLICY.entries())).isEqualTo(POLICY);
    assertThat(POLICY.entries())
        .containsEntry("alpha", "0.01")
        .containsEntry("trim-strength", "1")
        .containsEntry("retrain-cool-down", "PT3H")
        .containsEntry("state", "running");
  }

  @Test
  void what_an_operator_sets_replaces_the_settings_and_nothing_else() {
    Policy paused = POLICY.with(overrides(Map.of("state", "paused", "effect-floor", "0.10")));

    assertThat(paused.state()).isEqualTo(PolicyState.PAUSED);
    assertThat(paused.thresholds()).isEqualTo(new Thresholds(0.01, 0.1, 0.15, 100));
    assertThat(paused.rebalance()).isEqualTo(POLICY.rebalance());
    assertThat(POLICY.with(PolicyOverrides.none("default"))).isEqualTo(POLICY);
  }

  @Test
  void a_policy_is_named_by_what_it_says() {
    Policy same = POLICY.with(overrides(Map.of("alpha", "1e-2")));
    Policy other = POLICY.with(overrides(Map.of("alpha", "0.02")));

    assertThat(same.digest()).isEqualTo(POLICY.digest()).hasSize(12);
    assertThat(other.digest()).isNotEqualTo(POLICY.digest());
  }

  @Test
  void a_key_that_is_none_is_refused_with_the_nearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> overrides(Map.of("efect-flor", "0.1")))
        .withMessage("'efect-flor' is no key of a policy; the nearest is 'effect-floor'");
  }

  @Test
  void a_missing_key_is_named() {
    var entries = new LinkedHashMap<>(POLICY.entries());
    entries.remove("retrain-floor");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Policy.of(entries))
        .withMessage("policy key retrain-floor is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alpha|0|a number over 0 and under 1",
        "alpha|NaN|a number over 0 and under 1",
        "trim-strength|1.01|a number from 0 to 1",
        "effect-floor|much|a number from 0 to 1",
        "horizon-units|-1|a whole number, at least 0",
        "horizon-units|1.5|a whole number, at least 0",
        "first-model-labels|0|a whole number, at least 1",
        "compute-second-price|Infinity|a number from 0 to 1000000000",
        "state|off|running or paused",
        "cool-down|PT-1S|a time such as PT10S or P7D, to the millisecond, from PT0S to P36500D",
        "cool-down|5 min|a time such as PT10S or P7D, to the millisecond, from PT0S to P36500D"
      })
  void a_value_out_of_range_is_refused_by_key_value_and_range(
      String key, String value, String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> overrides(Map.of(key, value)))
        .withMessage("policy key %s is '%s', but must be %s", key, value, range);
  }

  @Test
  void a_policy_built_in_code_is_checked_as_one_from_a_file() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Policy(
                    PolicyState.RUNNING,
                    1,
                    new Thresholds(Double.NaN, 0.05, 0.15, 100),
                    POLICY.rebalance(),
                    POLICY.retrain(),
                    POLICY.worth(),
                    POLICY.first()))
        .withMessage("policy key alpha is 'NaN', but must be a number over 0 and under 1");
  }

  private static PolicyOverrides overrides(Map<String, String> values) {
    return new PolicyOverrides("default", new TreeMap<>(values), "Ada: to see", Instant.EPOCH);
  }
}
