package io.longshore.loadtest.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as Markdown. */
record FaultReport(List<Result> results) {

  FaultReport {
    results = List.copyOf(results);
  }

  /** A table, and whether all is well. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "| scenario | acknowledged | unknown | refused | repeats | longest gap | took | verdict |");
    lines.add("|---|--:|--:|--:|--:|--:|--:|---|");
    for (Result result : results) {
      Result.Sent sent = result.sent();
      lines.add(
          line(
              "| %s | %,d | %,d | %,d | %,d | %.1f s | %.0f s | %s |",
              result.scenario().name(),
              sent.acknowledged(),
              sent.unknown(),
              sent.refused(),
              sent.repeatedRecords(),
              result.longestGapSeconds(),
              result.seconds(),
              result.verdict()));
    }
    lines.add("");
    lines.add(conclusion());
    return List.copyOf(lines);
  }

  /**
   * The table, and of each scenario what was promised and what was seen.
   *
   * @param heading what was played, and with what
   * @param picture file name of its picture
   */
  List<String> page(String heading, String picture) {
    var lines = new ArrayList<String>();
    lines.add("# Faults");
    lines.add("");
    lines.add(heading);
    lines.add("");
    lines.addAll(lines());
    lines.add("");
    lines.add("![answers of each second, and when each fault happened](" + picture + ")");
    for (Result result : results) {
      lines.add("");
      lines.add("## " + result.scenario().name() + ": " + result.verdict());
      lines.add("");
      lines.add("Promised: " + result.scenario().promise() + ".");
      lines.add("");
      int number = 1;
      for (Seen proof : result.proofs()) {
        lines.add(line("%d. %.1f s: %s", number++, proof.second(), proof.what()));
      }
      result.violations().forEach(violation -> lines.add("- VIOLATION: " + violation));
    }
    return List.copyOf(lines);
  }

  private String conclusion() {
    long broken = results.stream().filter(result -> !result.isGood()).count();
    long skipped = results.stream().filter(result -> result.skipped().isPresent()).count();
    if (broken > 0) {
      return line("FAILED: %d of %d promises were broken", broken, results.size());
    }
    return skipped > 0
        ? line("every promise that was tried was kept, %d were not tried", skipped)
        : "every promise that was tried was kept";
  }

  private static String line(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
