package io.longshore.bench.report;

import io.longshore.bench.ssd.Cost;
import io.longshore.bench.ssd.Row;
import io.longshore.bench.ssd.Scores;
import io.longshore.bench.ssd.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Rows that differ in their seed alone, as one.
 *
 * @param like one of them
 * @param rows how many
 */
public record Medians(Row like, int rows, Scores scores, Cost cost) {

  /** One entry for each experiment, in the order of first rows. */
  public static List<Medians> of(List<Row> rows) {
    Map<Settings, List<Row>> experiments = new LinkedHashMap<>();
    for (Row row : rows) {
      experiments.computeIfAbsent(seedless(row.settings()), s -> new ArrayList<>()).add(row);
    }
    return experiments.values().stream().map(Medians::median).toList();
  }

  private static Settings seedless(Settings s) {
    return new Settings(
        s.dataset(),
        s.imbalance(),
        s.recipe(),
        0,
        s.architecture(),
        s.stageEpochs(),
        s.device(),
        s.precision(),
        "");
  }

  private static Medians median(List<Row> rows) {
    Row first = rows.get(0);
    return new Medians(
        first,
        rows.size(),
        new Scores(
            median(rows, r -> r.scores().many()),
            median(rows, r -> r.scores().medium()),
            median(rows, r -> r.scores().few()),
            median(rows, r -> r.scores().all())),
        new Cost(
            first.cost().epochs(),
            first.cost().parameters(),
            median(rows, r -> r.cost().imagesPerSecond()),
            median(rows, r -> r.cost().seconds()),
            median(rows, r -> r.cost().peakMegabytes())));
  }

  private static double median(List<Row> rows, ToDoubleFunction<Row> of) {
    double[] values = rows.stream().mapToDouble(of).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
