package io.longshore.tracker.streams;

import io.longshore.domain.drift.ClassShift;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The latest snapshot in numbers that do not grow with the number of classes. They are computed
 * when somebody asks, but for the rows of classes, which are written again every few seconds.
 */
final class FrequencyMeters {
  private static final int RANKS = 20;
  private static final long EVERY_MILLIS = 5_000;

  /**
   * So long is shown what an alarm rested on. Once a head answers it, in a second or so, nothing
   * has moved any more, and Prometheus looks four times a minute.
   */
  private static final long ALARM_MILLIS = 30_000;

  private final MultiGauge moved;
  private volatile SortedMap<String, ClassFrequency> classes = new TreeMap<>();
  private volatile DriftEvidence evidence = DriftEvidence.NONE;
  private long nextRankingAt;

  FrequencyMeters(MeterRegistry registry) {
    counts(registry, "longshore.tracker.classes.seen", "classes with a label", m -> m.size());
    counts(
        registry,
        "longshore.tracker.classes.effective",
        "classes of equal share that would be as diverse as the recent mix: exp of its entropy",
        FrequencyMeters::effective);
    counts(
        registry,
        "longshore.tracker.head.tail.ratio",
        "units of the most common class for each of the rarest, in the recent mix",
        FrequencyMeters::headToTail);
    drift(registry, "longshore.tracker.drift.log.e", "evidence of drift", DriftEvidence::logE);
    drift(
        registry,
        "longshore.tracker.drift.log.threshold",
        "evidence from which on there is an alarm",
        DriftEvidence::logThreshold);
    drift(
        registry,
        "longshore.tracker.drift.total.variation",
        "total variation of the mix against its reference",
        DriftEvidence::totalVariation);
    drift(
        registry,
        "longshore.tracker.drift.total.variation.lower",
        "total variation of the mix against its reference, lower bound",
        DriftEvidence::totalVariationLower);
    drift(
        registry,
        "longshore.tracker.drift.total.variation.floor",
        "what the lower bound must reach for an alarm",
        DriftEvidence::totalVariationFloor);
    drift(
        registry,
        "longshore.tracker.drift.units",
        "units since the reference",
        DriftEvidence::units);
    drift(
        registry,
        "longshore.tracker.drift.alarm",
        "1 while evidence and effect are both large enough",
        e -> e.alarm() ? 1 : 0);
    drift(
        registry,
        "longshore.tracker.drift.moved.classes",
        "classes that moved for certain",
        DriftEvidence::movedClasses);
    moved =
        MultiGauge.builder("longshore.tracker.moved.class.share")
            .description(
                "share of the class that moved most, second most, ... less its reference; as an"
                    + " alarm saw it for half a minute")
            .register(registry);
  }

  /** On the thread that counts; {@code now} in milliseconds. */
  void published(ClassFrequencies frequencies, long now) {
    classes = frequencies.classes();
    boolean alarmed = evidence.alarm();
    evidence = frequencies.drift();
    boolean alarms = evidence.alarm() && !alarmed;
    if (alarms || now >= nextRankingAt) {
      nextRankingAt = now + (alarms ? ALARM_MILLIS : EVERY_MILLIS);
      rank(evidence.shifts());
    }
  }

  private void rank(List<ClassShift> shifts) {
    moved.register(
        IntStream.range(0, Math.min(RANKS, shifts.size()))
            .mapToObj(i -> row(i + 1, shifts.get(i)))
            .toList(),
        true);
  }

  private static MultiGauge.Row<?> row(int rank, ClassShift shift) {
    return MultiGauge.Row.of(
        Tags.of("rank", Integer.toString(rank), "class", shift.className()),
        shift.liveShare() - shift.referenceShare());
  }

  private void counts(
      MeterRegistry registry,
      String name,
      String what,
      ToDoubleFunction<SortedMap<String, ClassFrequency>> value) {
    Gauge.builder(name, this, meters -> value.applyAsDouble(meters.classes))
        .description(what)
        .register(registry);
  }

  private void drift(
      MeterRegistry registry, String name, String what, ToDoubleFunction<DriftEvidence> value) {
    Gauge.builder(name, this, meters -> value.applyAsDouble(meters.evidence))
        .description(what)
        .register(registry);
  }

  /** Hill number of order 1 (Hill, Diversity and Evenness, Ecology 54, 1973). */
  private static double effective(SortedMap<String, ClassFrequency> classes) {
    double all = classes.values().stream().mapToDouble(ClassFrequency::decayed).sum();
    if (!(all > 0)) {
      return 0;
    }
    return Math.exp(
        classes.values().stream()
            .mapToDouble(c -> c.decayed() / all)
            .filter(share -> share > 0)
            .map(share -> -share * Math.log(share))
            .sum());
  }

  private static double headToTail(SortedMap<String, ClassFrequency> classes) {
    var present =
        classes.values().stream()
            .mapToDouble(ClassFrequency::decayed)
            .filter(units -> units > 0)
            .summaryStatistics();
    return present.getCount() == 0 ? 0 : present.getMax() / present.getMin();
  }
}
