package io.longshore.bench.report;

import io.longshore.bench.continual.ContinualRow;
import io.longshore.bench.continual.ContinualSettings;
import io.longshore.bench.continual.Measures;
import java.util.List;
import java.util.Locale;

/** The rows of continual learning as people read them. */
public final class ContinualTable {
  private static final List<String> HEADINGS =
      List.of(
          "METHOD",
          "WHAT",
          "WEIGHT",
          "DATA",
          "TASKS",
          "ORDER",
          "KEPT",
          "NET",
          "EPOCHS",
          "SEED",
          "AVERAGE",
          "FINAL",
          "FORGETTING",
          "BACKWARD",
          "MANY",
          "MEDIUM",
          "FEW",
          "TIME");

  private ContinualTable() {}

  /** A line for each row. */
  public static ResultTable of(List<ContinualRow> rows) {
    return new ResultTable(HEADINGS, rows.stream().map(ContinualTable::line).toList());
  }

  private static List<String> line(ContinualRow row) {
    ContinualSettings settings = row.settings();
    Measures measures = row.measures();
    return List.of(
        settings.method(),
        row.title(),
        settings.remembering() == 0 ? "-" : Float.toString((float) settings.remembering()),
        settings.dataset() + " IF " + settings.imbalance(),
        Integer.toString(settings.tasks()),
        settings.order(),
        Integer.toString(settings.exemplars()),
        settings.architecture(),
        settings.epochs() + " + " + settings.finetuneEpochs(),
        Long.toString(settings.seed()),
        percent(measures.averageAccuracy()),
        percent(measures.finalAccuracy()),
        percent(measures.forgetting()),
        percent(measures.backwardTransfer()),
        percent(measures.many()),
        percent(measures.medium()),
        percent(measures.few()),
        Time.of(row.seconds()));
  }

  private static String percent(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "-";
  }
}
