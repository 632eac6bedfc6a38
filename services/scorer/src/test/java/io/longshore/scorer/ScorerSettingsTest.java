package io.longshore.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.config.Settings;
import io.longshore.scorer.onnx.Provider;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScorerSettingsTest {

  @Test
  void the_defaults_are_valid() {
    ScorerSettings settings = load(Map.of());

    assertThat(SettingsReading.problems(settings)).isEmpty();
    assertThat(settings.batch()).isEqualTo(64);
    assertThat(settings.trim().tau()).isEqualTo(1);
    assertThat(settings.http().port()).as("no endpoint unless it is asked for").isNegative();
  }

  @Test
  void every_wrong_value_is_named_at_once() {
    ScorerSettings settings =
        load(Map.of("LONGSHORE_SCORER_BATCH", "0", "LONGSHORE_SCORER_TRIM_TAU", "-0.5"));

    assertThat(SettingsReading.problems(settings))
        .containsExactly(
            "longshore.scorer.batch is 0.0; the least is 1.0",
            "longshore.scorer.trim.tau is -0.5; the least is 0.0");
  }

  @Test
  void a_device_that_onnx_runtime_does_not_have_is_named_at_the_start() {
    ScorerSettings settings = load(Map.of("LONGSHORE_SCORER_PROVIDER", "cuda:1"));

    assertThat(SettingsReading.problems(settings))
        .singleElement()
        .asString()
        .startsWith("longshore.scorer.provider: cuda:1: the ONNX Runtime on the class path has");
  }

  @Test
  void a_device_that_is_only_wished_for_gives_way_to_the_processor() {
    assumeThat(OrtEnvironment.getAvailableProviders()).doesNotContain(OrtProvider.CUDA);
    ScorerSettings settings = load(Map.of("LONGSHORE_SCORER_PROVIDER", "auto"));

    assertThat(SettingsReading.problems(settings)).isEmpty();
    assertThat(SettingsReading.models(settings).provider()).isEqualTo(Provider.CPU);
  }

  @Test
  void what_is_no_guarantee_and_no_provider_is_named() {
    ScorerSettings settings =
        load(
            Map.of(
                "LONGSHORE_SCORER_PROVIDER", "gpu", "LONGSHORE_SCORER_GUARANTEE", "exactly-twice"));

    assertThat(SettingsReading.problems(settings))
        .containsExactly(
            "longshore.scorer.guarantee: 'exactly-twice' is neither at-least-once nor exactly-once",
            "longshore.scorer.provider: 'gpu' is none of auto, cpu, cuda and cuda:N");
  }

  @Test
  void a_misspelt_setting_is_refused() {
    assertThatThrownBy(() -> load(Map.of("LONGSHORE_SCORER_BACTH", "8")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("LONGSHORE_SCORER_BACTH");
  }

  private static ScorerSettings load(Map<String, String> environment) {
    return Settings.load(environment, Map.of(), Set.of(ScorerSettings.class))
        .of(ScorerSettings.class);
  }
}
