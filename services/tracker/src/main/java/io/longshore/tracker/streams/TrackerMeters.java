package io.longshore.tracker.streams;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.admin.StageMeters;
import io.longshore.runtime.kafka.RejectCounts;
import io.longshore.schemas.Writer;
import io.longshore.tracker.label.Fate;
import io.longshore.tracker.label.Timing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the tracker measures of itself. A transaction that is tried again is counted again: the
 * exact counts are on the class-frequencies topic.
 */
final class TrackerMeters {
  private final RejectCounts rejects;
  private final FrequencyMeters frequencies;
  private final StageMeters stage;
  private final Map<Fate, Counter> fates = new EnumMap<>(Fate.class);
  private final Map<Timing, Counter> timings = new EnumMap<>(Timing.class);
  private final Map<Gear, Counter> adaptations = new EnumMap<>(Gear.class);
  private final Counter lateLabels;
  private final Counter withoutRoom;
  private volatile int waiting;
  private volatile long lag;

  TrackerMeters(MeterRegistry registry, Clock clock) {
    this.rejects = new RejectCounts(Writer.TRACKER, registry);
    this.frequencies = new FrequencyMeters(registry);
    this.stage = new StageMeters("counted", clock, registry);
    for (Fate fate : Fate.values()) {
      fates.put(
          fate, counter(registry, "labels", "labels by what became of them", "fate", word(fate)));
    }
    for (Timing timing : Timing.values()) {
      timings.put(
          timing,
          counter(
              registry,
              "times",
              "labels by whether their time is believed",
              "timing",
              word(timing)));
    }
    lateLabels = counter(registry, "labels.late", "labels that came when their bucket was over");
    Gauge.builder("longshore.tracker.batches.waiting", this, meters -> meters.waiting)
        .description("batches and events that wait for their bucket to be over")
        .register(registry);
    TimeGauge.builder(
            "longshore.tracker.watermark.lag", this, TimeUnit.MILLISECONDS, meters -> meters.lag)
        .description("stream time from what is decided to what has come")
        .register(registry);
    withoutRoom =
        counter(registry, "labels.without.room", "labels of classes that no snapshot has room for");
    for (Gear gear : Gear.values()) {
      adaptations.put(
          gear, counter(registry, "adaptations", "adaptations asked for", "gear", gear.word()));
    }
  }

  void label(Fate fate, Timing timing) {
    Objects.requireNonNull(fates.get(fate)).increment();
    Objects.requireNonNull(timings.get(timing)).increment();
  }

  /** Labels that came when their bucket was over, because their partition lags. */
  void late(long labels) {
    lateLabels.increment((double) labels);
  }

  /** Labels of classes that no snapshot has room for. */
  void withoutRoom(long labels) {
    withoutRoom.increment((double) labels);
  }

  /** How the timeline stands. */
  void waiting(int batches, long lagMillis) {
    waiting = batches;
    lag = lagMillis;
  }

  void refused(RejectReason reason) {
    rejects.count(reason);
  }

  void asked(Gear gear) {
    Objects.requireNonNull(adaptations.get(gear)).increment();
  }

  /** The loop came round. */
  void beat() {
    stage.beat();
  }

  /** What is counted went out; {@code now} in milliseconds. */
  void published(ClassFrequencies latest, long now) {
    frequencies.published(latest, now);
    stage.done(latest.asOf().toEpochMilli(), now);
  }

  private static Counter counter(MeterRegistry registry, String name, String what, String... tags) {
    return Counter.builder("longshore.tracker." + name)
        .description(what)
        .tags(tags)
        .register(registry);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
