package io.longshore.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StageMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SetClock clock = new SetClock();
  private final StageMeters stage = new StageMeters("scored", clock, registry);

  @Test
  void a_heartbeat_is_the_time_at_which_the_loop_came_round_last() {
    clock.now = Instant.ofEpochSecond(100);
    stage.beat();
    clock.now = Instant.ofEpochSecond(200);

    assertThat(
            registry
                .get("longshore.pipeline.heartbeat.timestamp")
                .timeGauge()
                .value(TimeUnit.SECONDS))
        .isEqualTo(100);
  }

  @Test
  void a_record_counts_with_the_time_since_its_own() {
    stage.done(1_000, 1_250);
    stage.done(2_000, 2_750);

    var timer = registry.get("longshore.pipeline.e2e").tag("stage", "scored").timer();
    assertThat(timer.count()).isEqualTo(2);
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(1_000);
    assertThat(skewed()).isZero();
  }

  @Test
  void a_record_of_the_future_is_told_apart_and_takes_no_time() {
    stage.done(5_000, 1_000);

    var timer = registry.get("longshore.pipeline.e2e").timer();
    assertThat(timer.count()).isEqualTo(1);
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isZero();
    assertThat(skewed()).isEqualTo(1);
  }

  @Test
  void of_kafkas_metrics_only_the_chosen_are_kept_and_no_name_that_was_drawn() {
    var metrics = Metrics.registry();

    metrics.counter("kafka.consumer.of.no.interest", "client.id", "a").increment();
    metrics
        .counter(
            "kafka.producer.record.error.total",
            Tags.of("client.id", "tracker-3f2b8c1e-0d4a-4c7e-9b1a-2f6e5d4c3b2a-producer"))
        .increment();

    assertThat(metrics.scrape())
        .doesNotContain("of_no_interest")
        .contains("kafka_producer_record_error_total{client_id=\"tracker-producer\"} 1.0");
  }

  private double skewed() {
    return registry.get("longshore.pipeline.clock.skew").counter().count();
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
