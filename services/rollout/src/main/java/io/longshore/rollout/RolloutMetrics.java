package io.longshore.rollout;

import io.longshore.domain.rollout.RolloutPlan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What rollout tells of itself. */
final class RolloutMetrics {
  private final MeterRegistry meters;
  private final AtomicLong epoch = new AtomicLong();

  RolloutMetrics(MeterRegistry meters) {
    this.meters = meters;
    Gauge.builder("longshore.rollout.plan.epoch", epoch, AtomicLong::get).register(meters);
  }

  /** The plan that was in force at the start. */
  void recalled(RolloutPlan plan) {
    epoch.set(plan.epoch());
  }

  void decided(RolloutPlan plan) {
    epoch.set(plan.epoch());
    Counter.builder("longshore.rollout.decisions")
        .tag("step", plan.step().name().toLowerCase(Locale.ROOT))
        .register(meters)
        .increment();
  }
}
