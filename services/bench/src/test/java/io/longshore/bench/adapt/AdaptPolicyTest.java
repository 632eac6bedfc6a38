package io.longshore.bench.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.adaptation.PolicyOverrides;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdaptPolicyTest {

  @Test
  void what_a_policy_does_not_allow_it_forbids() {
    assertThat(AdaptPolicy.ALL.overrides()).isEmpty();
    assertThat(AdaptPolicy.TRIM.overrides())
        .containsOnlyKeys("rebalance-per-day", "retrain-per-day");
    assertThat(AdaptPolicy.RETRAIN.overrides())
        .containsOnlyKeys("rebalance-per-day", "trim-strength");
    assertThat(AdaptPolicy.NONE.overrides()).hasSize(3).isEqualTo(AdaptPolicy.ORACLE.overrides());
  }

  @ParameterizedTest
  @EnumSource
  void the_tracker_knows_its_keys(AdaptPolicy policy) {
    var known = new PolicyOverrides("s", new TreeMap<>(policy.overrides()), "test", Instant.EPOCH);

    assertThat(known.values()).isEqualTo(policy.overrides());
  }

  @Test
  void a_wrong_word_is_answered_by_the_list() {
    assertThat(AdaptPolicy.named("oracle")).isEqualTo(AdaptPolicy.ORACLE);
    assertThatThrownBy(() -> AdaptPolicy.named("both"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'both'")
        .hasMessageContaining("none, trim, rebalance, retrain, all, oracle");
  }
}
