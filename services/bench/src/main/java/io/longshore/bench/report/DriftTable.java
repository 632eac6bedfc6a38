package io.longshore.bench.report;

import static java.util.stream.Collectors.joining;

import io.longshore.bench.drift.DriftRow;
import io.longshore.bench.drift.DriftSettings;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The rows of drift detection as people read them. */
public final class DriftTable {
  /** More dates than this make the table too wide. */
  private static final int LISTED = 12;

  private static final List<String> HEADINGS =
      List.of(
          "SCENARIO",
          "CLASSES",
          "IF",
          "REFERENCE",
          "DETECTOR",
          "RUNS",
          "FALSE ALARMS",
          "AT MOST",
          "DETECTED",
          "AT LEAST",
          "DELAY",
          "ALARMS");

  private DriftTable() {}

  /** A line for each row. */
  public static ResultTable of(List<DriftRow> rows) {
    return new ResultTable(HEADINGS, rows.stream().map(DriftTable::line).toList());
  }

  private static List<String> line(DriftRow row) {
    DriftSettings settings = row.settings();
    return List.of(
        settings.scenario(),
        String.format(Locale.ROOT, "%,d", settings.classes()),
        String.format(Locale.ROOT, "%,.0f", settings.imbalance()),
        String.format(Locale.ROOT, "%,d", settings.reference()),
        settings.detector(),
        Integer.toString(settings.runs()),
        percent(row.falseAlarmRate()),
        percent(row.falseAlarmsAtMost()),
        percent(row.detected()),
        percent(row.detectedAtLeast()),
        row.medianDelay().isPresent()
            ? String.format(Locale.ROOT, "%,d", row.medianDelay().getAsInt())
            : "-",
        row.dates().isEmpty() ? "-" : alarms(row));
  }

  private static String alarms(DriftRow row) {
    String first = row.dates().stream().limit(LISTED).map(Object::toString).collect(joining(" "));
    return row.dates().size() <= LISTED
        ? first
        : "%s and %d more".formatted(first, row.dates().size() - LISTED);
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f%%", 100 * share.getAsDouble())
        : "-";
  }
}
