package io.longshore.loadtest.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as a table. */
record FaultReport(List<Result> results) {

  FaultReport {
    results = List.copyOf(results);
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        "| scenario | acknowledged | unknown | refused | repeats | longest gap | took | verdict |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (Result result : results) {
      Result.Sent sent = result.sent();
      lines.add(
          String.format(
              Locale.ROOT,
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
    long broken = results.stream().filter(result -> !result.isGood()).count();
    lines.add(
        broken == 0
            ? "every promise that was tried was kept"
            : "FAILED: %d of %d promises were broken".formatted(broken, results.size()));
    return List.copyOf(lines);
  }
}
