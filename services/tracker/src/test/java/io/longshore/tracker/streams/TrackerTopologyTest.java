package io.longshore.tracker.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrackerTopologyTest {

  /** A changed node, store or topic name orphans what a running deployment remembers. */
  @Test
  void the_topology_is_the_one_that_deployments_remember() throws IOException {
    try (InputStream golden =
        Objects.requireNonNull(getClass().getResourceAsStream("/topology.txt"))) {
      assertThat(TrackedStream.topology(Map.of()).describe().toString())
          .isEqualTo(new String(golden.readAllBytes(), UTF_8));
    }
  }

  @Test
  void impossible_settings_are_refused_before_anything_starts() {
    assertThatThrownBy(() -> TrackedStream.topology(Map.of("look-every-units", "0")))
        .hasMessageContaining("look-every-units (0)");
    assertThatThrownBy(() -> TrackedStream.topology(Map.of("alpha", "2")))
        .hasMessageContaining("alpha is '2'");
    assertThatThrownBy(() -> TrackedStream.topology(Map.of("emit-interval", "PT0S")))
        .hasMessageContaining("emit-interval (PT0S)");
    assertThatThrownBy(() -> TrackedStream.topology(Map.of("retrain-floor", "-1")))
        .hasMessageContaining("retrain-floor is '-1'");
    assertThatThrownBy(() -> TrackedStream.topology(Map.of("half-life-units", "0")))
        .hasMessageContaining("half-life of 0.0");
  }
}
