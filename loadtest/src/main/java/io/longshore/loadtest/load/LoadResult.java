package io.longshore.loadtest.load;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * What came of a load run.
 *
 * @param acknowledged latencies in microseconds, from the intended start, after warming up
 * @param scored from the intended start to the prediction, microseconds; empty without scorers
 * @param targetRate sends a second that the schedule asked for, after warming up
 * @param lateMillis how late the generator was at worst
 * @param answers by kind
 * @param marks what happened when
 * @param violations of what was promised
 */
record LoadResult(
    String workload,
    String via,
    long seed,
    int seconds,
    int warmUpSeconds,
    double targetRate,
    double achievedRate,
    double lateMillis,
    int sent,
    Histogram acknowledged,
    Histogram scored,
    Map<String, Long> answers,
    SortedMap<Integer, Recording.Second> timeline,
    List<Mark> marks,
    List<String> violations,
    Machine machine) {
  static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

  /** Something that was done to the system from one second to another. */
  record Mark(double from, double to, String what) {}

  static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e3;
  }
}
