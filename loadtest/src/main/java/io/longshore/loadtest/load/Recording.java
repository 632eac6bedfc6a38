package io.longshore.loadtest.load;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/**
 * Latencies from the intended start of each send, after warming up, and answers by kind. Safe for
 * use by several threads.
 */
final class Recording {
  private static final long LONGEST_MICROS = 600_000_000L;

  private final double warmUpSeconds;
  private final Histogram acknowledged = new Histogram(LONGEST_MICROS, 3);
  private final TreeMap<Integer, Histogram> bySecond = new TreeMap<>();
  private final TreeMap<Integer, Integer> failuresBySecond = new TreeMap<>();
  private final TreeMap<String, Long> kinds = new TreeMap<>();
  private long latestMicros;
  private long measured;
  private double firstSent = Double.NaN;
  private double lastSent;

  Recording(double warmUpSeconds) {
    this.warmUpSeconds = warmUpSeconds;
  }

  /** A send went out, so long after it was due. */
  synchronized void sent(double dueSecond, long lateMicros) {
    if (dueSecond >= warmUpSeconds) {
      measured++;
      latestMicros = Math.max(latestMicros, lateMicros);
      double at = dueSecond + lateMicros / 1e6;
      firstSent = Double.isNaN(firstSent) ? at : firstSent;
      lastSent = at;
    }
  }

  /** Its answer came, so long after it was due. */
  synchronized void answered(double dueSecond, long micros, Sender.Answer answer) {
    kinds.merge(answer.kind(), 1L, Long::sum);
    int second = (int) dueSecond;
    switch (answer.outcome()) {
      case ACKNOWLEDGED -> {
        long value = Math.min(micros, LONGEST_MICROS);
        bySecond.computeIfAbsent(second, s -> new Histogram(LONGEST_MICROS, 2)).recordValue(value);
        if (dueSecond >= warmUpSeconds) {
          acknowledged.recordValue(value);
        }
      }
      case UNKNOWN, REFUSED -> failuresBySecond.merge(second, 1, Integer::sum);
    }
  }

  synchronized Histogram acknowledged() {
    return acknowledged.copy();
  }

  /** Sends a second that really went out, after warming up. */
  synchronized double achievedRate() {
    return measured < 2 ? measured : (measured - 1) / Math.max(1e-9, lastSent - firstSent);
  }

  /** How late the generator itself was, at worst. */
  synchronized double generatorLateMillis() {
    return latestMicros / 1e3;
  }

  synchronized Map<String, Long> kinds() {
    return new TreeMap<>(kinds);
  }

  /** One second of a run. */
  record Second(int second, long acknowledged, int others, double medianMillis, double maxMillis) {}

  synchronized SortedMap<Integer, Second> timeline() {
    var timeline = new TreeMap<Integer, Second>();
    var seconds = new TreeSet<>(bySecond.keySet());
    seconds.addAll(failuresBySecond.keySet());
    for (int second : seconds) {
      Histogram histogram = bySecond.getOrDefault(second, new Histogram(LONGEST_MICROS, 2));
      timeline.put(
          second,
          new Second(
              second,
              histogram.getTotalCount(),
              failuresBySecond.getOrDefault(second, 0),
              histogram.getValueAtPercentile(50) / 1e3,
              histogram.getMaxValue() / 1e3));
    }
    return timeline;
  }
}
