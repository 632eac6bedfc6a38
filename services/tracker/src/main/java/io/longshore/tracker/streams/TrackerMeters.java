package io.longshore.tracker.streams;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.Writer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What the tracker measures of itself. A transaction that is tried again is counted again: the
 * exact counts are on the class-frequencies topic.
 */
final class TrackerMeters {

  /** What becomes of a label. */
  enum Fate {
    COUNTED,
    REPEATED,
    HELD_OUT,
    REFUSED
  }

  private final MeterRegistry registry;
  private volatile DriftEvidence evidence = DriftEvidence.NONE;

  TrackerMeters(MeterRegistry registry) {
    this.registry = registry;
    gauge("longshore.tracker.drift.log.e", "evidence of drift", DriftEvidence::logE);
    gauge(
        "longshore.tracker.drift.total.variation.lower",
        "total variation of the mix against its reference, lower bound",
        DriftEvidence::totalVariationLower);
    gauge("longshore.tracker.drift.units", "units since the reference", DriftEvidence::units);
  }

  void label(Fate fate) {
    registry.counter("longshore.tracker.labels", "fate", word(fate)).increment();
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
