package io.longshore.loadtest.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Two sets of repeated runs, metric by metric. A difference counts only beyond the noise band: the
 * larger of the two spreads over the repeats, and never less than a floor; single runs have no
 * spread, and get a band as wide as runs on shared machines differ.
 */
final class Comparison {
  private static final double FLOOR = 0.05;
  private static final double SINGLE = 0.5;
  private static final int REPEATS = 5;

  private Comparison() {}

  /** The lines of a Markdown table. */
  static List<String> of(Path before, Path after) throws IOException {
    List<JsonNode> a = runs(before);
    List<JsonNode> b = runs(after);
    SortedMap<String, List<Double>> old = metrics(a);
    SortedMap<String, List<Double>> now = metrics(b);
    var lines = new ArrayList<String>();
    lines.add("%d runs before, %d after".formatted(a.size(), b.size()));
    if (Math.min(a.size(), b.size()) < REPEATS) {
      lines.add("fewer than %d repeats: the noise band is a guess".formatted(REPEATS));
    }
    lines.add("");
    lines.add("| metric | before | after | change | noise | verdict |");
    lines.add("|---|---|---|---|---|---|");
    old.forEach(
        (metric, values) -> {
          List<Double> others = now.getOrDefault(metric, List.of());
          if (!others.isEmpty()) {
            lines.add(row(metric, values, others));
          }
        });
    return List.copyOf(lines);
  }

  private static String row(String metric, List<Double> before, List<Double> after) {
    double from = median(before);
    double to = median(after);
    double change = from == 0 ? 0 : to / from - 1;
    double band = Math.max(FLOOR, Math.max(spread(before), spread(after)));
    String verdict = Math.abs(change) <= band ? "within noise" : change > 0 ? "higher" : "lower";
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %+.0f %% | %.0f %% | %s |",
        metric,
        from,
        to,
        100 * change,
        100 * band,
        verdict);
  }

  private static double spread(List<Double> values) {
    if (values.size() < 2) {
      return SINGLE;
    }
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double middle = median(values);
    return middle == 0 ? SINGLE : (most - least) / middle;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private static List<JsonNode> runs(Path fileOrFolder) throws IOException {
    var runs = new ArrayList<JsonNode>();
    try (Stream<Path> files = Files.walk(fileOrFolder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        runs.add(ResultJson.read(file));
      }
    }
    if (runs.isEmpty()) {
      throw new IOException("there is no result in " + fileOrFolder);
    }
    return runs;
  }

  private static SortedMap<String, List<Double>> metrics(List<JsonNode> runs) {
    var metrics = new TreeMap<String, List<Double>>();
    for (JsonNode run : runs) {
      run.path("metrics")
          .properties()
          .forEach(
              entry ->
                  metrics
                      .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                      .add(entry.getValue().asDouble()));
    }
    return metrics;
  }
}
