package io.longshore.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ScorerMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ScorerMetrics metrics = new ScorerMetrics(registry);

  @Test
  void only_the_live_version_is_shown() {
    metrics.serving(new ModelVersion("a".repeat(64)));
    metrics.serving(new ModelVersion("b".repeat(64)));

    assertThat(registry.find("longshore.scorer.model").meters())
        .extracting(Meter::getId)
        .extracting(id -> id.getTag("version"))
        .containsExactly("bbbbbbbbbb");
  }

  @Test
  void refusals_are_counted_by_reason() {
    var version = new ModelVersion("a".repeat(64));

    metrics.refused(new Refusal(version, RefusalReason.NOT_FINITE, "for a test"));

    assertThat(refusals("not_finite")).isEqualTo(1);
    assertThat(refusals("unloadable")).isZero();
  }

  private double refusals(String reason) {
    return registry.get("longshore.scorer.refusals").tag("reason", reason).counter().count();
  }
}
