package io.longshore.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ShotGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PromotionPolicyTest {
  private static final PromotionPolicy POLICY =
      new PromotionPolicy(
          Map.ofEntries(
              Map.entry("rebalance-path", "direct"),
              Map.entry("retrain-path", "shadow-canary"),
              Map.entry("shadow-share", "0.5"),
              Map.entry("canary-share", "0.2"),
              Map.entry("guard-share", "0.1"),
              Map.entry("margin-overall", "0.01"),
              Map.entry("margin-many", "0.02"),
              Map.entry("margin-medium", "0.03"),
              Map.entry("margin-few", "0.04"),
              Map.entry("alpha", "0.01"),
              Map.entry("minimum-labels", "200"),
              Map.entry("require", "non-inferiority"),
              Map.entry("fall", "any"),
              Map.entry("patience", "P7D"),
              Map.entry("verify-patience", "PT5M"),
              Map.entry("label-delay", "P1D"),
              Map.entry("guard-period", "PT1H")));

  @Test
  void every_key_has_its_meaning() {
    assertThat(POLICY.path(Gear.REBALANCE)).isEqualTo(PromotionPath.DIRECT);
    assertThat(POLICY.path(Gear.RETRAIN).stages())
        .containsExactly(TrialStage.VERIFY, TrialStage.SHADOW, TrialStage.CANARY);
    assertThat(POLICY.share(TrialStage.CANARY)).isEqualTo(0.2);
    assertThat(POLICY.margin(Optional.of(ShotGroup.FEW))).isEqualTo(0.04);
    assertThat(POLICY.margin(Optional.empty())).isEqualTo(0.01);
    assertThat(POLICY.fallBelow(Optional.empty())).isZero();
    assertThat(POLICY.guardPeriod()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void what_an_operator_sets_is_in_force_and_the_rest_stays() {
    PromotionPolicy changed = POLICY.with(set("fall", "beyond-margin"));

    assertThat(changed.fallBelow(Optional.of(ShotGroup.FEW))).isEqualTo(-0.04);
    assertThat(changed.alpha()).isEqualTo(POLICY.alpha());
  }

  @Test
  void an_unknown_key_is_refused_by_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set("margin-tail", "0.1"))
        .withMessage("'margin-tail' is no key of a promotion policy; the nearest is 'margin-many'");
  }

  @Test
  void a_value_out_of_range_is_refused_with_what_is_possible() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set("retrain-path", "quickly"))
        .withMessage(
            "promotion policy key retrain-path is 'quickly', but must be direct, verified, canary or"
                + " shadow-canary");
    assertThatIllegalArgumentException().isThrownBy(() -> set("patience", "soon"));
    assertThatIllegalArgumentException().isThrownBy(() -> set("alpha", "NaN"));
  }

  @Test
  void a_policy_that_lacks_a_key_is_refused() {
    var entries = new HashMap<>(POLICY.entries());
    entries.remove("fall");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PromotionPolicy(entries))
        .withMessage("promotion policy key fall is missing");
  }

  private static PromotionOverrides set(String key, String value) {
    return new PromotionOverrides(
        "default", new TreeMap<>(Map.of(key, value)), "a test", Instant.EPOCH);
  }
}
