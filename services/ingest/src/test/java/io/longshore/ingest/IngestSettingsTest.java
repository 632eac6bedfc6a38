package io.longshore.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class IngestSettingsTest {

  @Test
  void what_is_not_set_has_a_value() {
    IngestSettings settings = settings(Map.of());

    assertThat(settings.inFlight().bytes()).isEqualTo(64L << 20);
    assertThat(settings.limits().imageBytes()).isEqualTo(2 << 20);
    assertThat(settings.kafka().block()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.http().idle()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void the_environment_sets_the_port() {
    IngestSettings settings = settings(Map.of("LONGSHORE_INGEST_HTTP_PORT", "0"));

    assertThat(settings.http().port()).isZero();
  }

  @Test
  void a_setting_that_is_not_known_is_an_error() {
    assertThatThrownBy(() -> settings(Map.of("LONGSHORE_INGEST_HTTP_PROT", "0")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("LONGSHORE_INGEST_HTTP_PROT");
  }

  private static IngestSettings settings(Map<String, String> environment) {
    return Settings.load(environment, Map.of(), Set.of(IngestSettings.class))
        .of(IngestSettings.class);
  }
}
