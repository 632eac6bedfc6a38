package io.longshore.bench.report;

import io.longshore.bench.ssd.Curve;
import io.longshore.bench.ssd.Row;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The loss of every training, epoch by epoch. Seeds of one training share a colour. */
final class LossPanel {
  private LossPanel() {}

  static LinePanel of(List<Row> rows) {
    return new LinePanel(
        "Training loss, mean of each epoch", "epoch of the stage", 1, 1, series(rows));
  }

  private static Map<String, Set<List<Double>>> series(List<Row> rows) {
    Map<String, Set<List<Double>>> series = new LinkedHashMap<>();
    for (Row row : rows) {
      for (Curve curve : row.curves()) {
        String name = TaskLabel.among(rows).of(row, curve.training());
        series.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(curve.losses());
      }
    }
    return series;
  }
}
