package io.longshore.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.training.TrainingEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeteredOutboxTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InMemoryOutbox inner = new InMemoryOutbox();
  private final MeteredOutbox outbox = new MeteredOutbox(inner, registry);

  @Test
  void runs_are_counted_by_how_they_ended_and_told_all_the_same() {
    outbox.report(new TrainingEvent.Failed("run-1", "for a test", NOON));
    outbox.report(new TrainingEvent.Announced("run-2", new ModelVersion("a".repeat(64)), NOON));

    assertThat(runs("failed")).isEqualTo(1);
    assertThat(runs("announced")).isEqualTo(1);
    assertThat(runs("merged")).isZero();
    assertThat(succeededAt()).isEqualTo((double) NOON.getEpochSecond());
  }

  @Test
  void a_failure_is_no_success() {
    outbox.report(new TrainingEvent.Failed("run-1", "for a test", NOON));

    assertThat(succeededAt()).isZero();
  }

  @Test
  void an_epoch_tells_how_fast_it_was() {
    outbox.mention(new TrainingEvent.EpochCompleted("run", "student", 1, 2, 0.5, 250, NOON));

    assertThat(registry.get("longshore.trainer.epochs").counter().count()).isEqualTo(1);
    assertThat(registry.get("longshore.trainer.images.per.second").gauge().value()).isEqualTo(250);
  }

  private double runs(String outcome) {
    return registry.get("longshore.trainer.runs").tag("outcome", outcome).counter().count();
  }

  private double succeededAt() {
    return registry
        .get("longshore.trainer.last.success.timestamp")
        .timeGauge()
        .value(TimeUnit.SECONDS);
  }
}
