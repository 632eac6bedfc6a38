package io.longshore.tracker.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyState;
import io.longshore.runtime.config.Settings;
import io.longshore.tracker.TrackerSettings;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StartingPolicyTest {

  @Test
  void without_any_settings_a_moved_mix_worth_acting_on_is_acted_on() {
    Policy policy = StartingPolicy.of(settings(Map.of()));

    Verdict verdict =
        new AdaptationPolicy(policy).onDrift(Moved.by(0.15), Moved.by(0.15), Situations.CALM);

    assertThat(policy.state()).isEqualTo(PolicyState.RUNNING);
    assertThat(policy.trimStrength()).isEqualTo(0.25);
    assertThat(verdict.steps())
        .extracting(Verdict.Step::gear)
        .containsExactly(Gear.REBALANCE, Gear.RETRAIN);
  }

  @Test
  void each_key_of_a_policy_but_its_state_has_a_setting_of_the_same_name() {
    Policy policy = StartingPolicy.of(settings(Map.of()));
    var names = Arrays.stream(TrackerSettings.class.getMethods()).map(StartingPolicyTest::kebab);

    assertThat(names).containsAll(without("state", policy));
  }

  @Test
  void a_setting_out_of_range_is_named() {
    TrackerSettings settings = settings(Map.of("longshore.tracker.effect-floor", "1.5"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StartingPolicy.of(settings))
        .withMessage("policy key effect-floor is '1.5', but must be a number from 0 to 1");
  }

  private static Set<String> without(String key, Policy policy) {
    var keys = new TreeSet<>(policy.entries().keySet());
    keys.remove(key);
    return keys;
  }

  private static String kebab(Method method) {
    return method.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static TrackerSettings settings(Map<String, String> values) {
    return Settings.load(Map.of(), values, Set.of(TrackerSettings.class)).of(TrackerSettings.class);
  }
}
