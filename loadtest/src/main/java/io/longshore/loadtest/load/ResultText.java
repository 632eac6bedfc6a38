package io.longshore.loadtest.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A result in Markdown. */
final class ResultText {

  private ResultText() {}

  /**
   * The lines.
   *
   * @param picture file name of its picture
   */
  static List<String> of(LoadResult result, String picture) {
    var lines = new ArrayList<String>();
    Machine machine = result.machine();
    lines.add("# " + result.workload());
    lines.add("");
    lines.add(
        line(
            "Seed %d, over %s, %d s of which %d s warm-up are not measured. Commit %s, Kafka %s.",
            result.seed(),
            result.via(),
            result.seconds(),
            result.warmUpSeconds(),
            machine.commit(),
            machine.kafka()));
    lines.add(
        line(
            "%d processors, %,d MiB, %s, %s, %s.",
            machine.processors(),
            machine.memoryMebibytes(),
            machine.kernel(),
            machine.java(),
            machine.jvmFlags()));
    lines.add("");
    lines.add("| target /s | achieved /s | sent | generator late, worst | answers |");
    lines.add("|---|---|---|---|---|");
    lines.add(
        line(
            "| %.1f | %.1f | %,d | %.0f ms | %s |",
            result.targetRate(),
            result.achievedRate(),
            result.sent(),
            result.lateMillis(),
            result.answers()));
    lines.add("");
    lines.add("| ms from the intended start to | p50 | p90 | p99 | p99.9 | max |");
    lines.add("|---|---|---|---|---|---|");
    lines.add(row("acknowledgement", result.acknowledged()));
    if (result.scored().getTotalCount() > 0) {
      lines.add(row("prediction", result.scored()));
    }
    lines.add("");
    lines.add("![latency](" + picture + ")");
    lines.add("");
    result.violations().forEach(violation -> lines.add("- VIOLATION: " + violation));
    lines.add(
        result.violations().isEmpty() ? "Nothing was lost, repeated or miscounted." : "**FAILED**");
    return List.copyOf(lines);
  }

  private static String row(String what, Histogram histogram) {
    var row = new StringBuilder("| ").append(what).append(" |");
    for (double percentile : LoadResult.PERCENTILES) {
      row.append(line(" %.1f |", LoadResult.millis(histogram, percentile)));
    }
    return row.toString();
  }

  private static String line(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
