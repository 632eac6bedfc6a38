package io.longshore.tracker.streams;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.Writer;
import io.longshore.tracker.label.Fate;
import io.longshore.tracker.label.Timing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What the tracker measures of itself. A transaction that is tried again is counted again: the
 * exact counts are on the class-frequencies topic.
 */
final class TrackerMeters {

  private final MeterRegistry registry;
  private final Map<Fate, Counter> fates = new EnumMap<>(Fate.class);
  private final Map<Timing, Counter> timings = new EnumMap<>(Timing.class);
  private final Counter lateLabels;
  private volatile DriftEvidence evidence = DriftEvidence.NONE;
  private volatile int waiting;
  private volatile long lag;

  TrackerMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Fate fate : Fate.values()) {
      fates.put(fate, registry.counter("longshore.tracker.labels", "fate", word(fate)));
    }
    for (Timing timing : Timing.values()) {
      timings.put(timing, registry.counter("longshore.tracker.times", "timing", word(timing)));
    }
    lateLabels = registry.counter("longshore.tracker.labels.late");
    Gauge.builder("longshore.tracker.batches.waiting", this, meters -> meters.waiting)
        .description("batches and events that wait for their bucket to be over")
        .register(registry);
    Gauge.builder("longshore.tracker.watermark.lag.ms", this, meters -> meters.lag)
        .description("stream time from what is decided to what has come")
        .register(registry);
    gauge("longshore.tracker.drift.log.e", "evidence of drift", DriftEvidence::logE);
    gauge(
        "longshore.tracker.drift.total.variation.lower",
        "total variation of the mix against its reference, lower bound",
        DriftEvidence::totalVariationLower);
    gauge("longshore.tracker.drift.units", "units since the reference", DriftEvidence::units);
  }

  void label(Fate fate, Timing timing) {
    Objects.requireNonNull(fates.get(fate)).increment();
    Objects.requireNonNull(timings.get(timing)).increment();
  }

  /** Labels that came when their bucket was over, because their partition lags. */
  void late(long labels) {
    lateLabels.increment((double) labels);
  }

  /** How the timeline stands. */
  void waiting(int batches, long lagMillis) {
    waiting = batches;
    lag = lagMillis;
  }

  void refused(RejectReason reason) {
    registry
        .counter("longshore.rejects", "service", Writer.TRACKER.service(), "reason", word(reason))
        .increment();
  }

  void asked(Gear gear) {
    registry.counter("longshore.tracker.adaptations", "gear", gear.word()).increment();
  }

  void weighed(DriftEvidence latest) {
    evidence = latest;
  }

  private void gauge(String name, String what, ToDoubleFunction<DriftEvidence> value) {
    Gauge.builder(name, this, meters -> value.applyAsDouble(meters.evidence))
        .description(what)
        .register(registry);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
