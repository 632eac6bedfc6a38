package io.longshore.bench.report;

import io.longshore.bench.ssd.Cost;
import io.longshore.bench.ssd.Row;
import io.longshore.bench.ssd.Scores;
import io.longshore.bench.ssd.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The rows as people read them, each beside what it cost. */
public record ResultTable(List<String> headings, List<List<String>> rows) {
  private static final List<String> HEADINGS =
      List.of(
          "RECIPE",
          "WHAT",
          "DATA",
          "IF",
          "NET",
          "SEED",
          "MANY",
          "MEDIUM",
          "FEW",
          "ALL",
          "EPOCHS",
          "AUGMENTATION",
          "PARAMETERS",
          "IMAGES/S",
          "TIME",
          "PEAK MB");

  /** A line for each row. */
  public static ResultTable of(List<Row> rows) {
    return new ResultTable(
        HEADINGS,
        rows.stream()
            .map(r -> line(r, Long.toString(r.settings().seed()), r.scores(), r.cost()))
            .toList());
  }

  /** A line for each experiment: the median of its seeds. */
  public static ResultTable ofMedians(List<Row> rows) {
    List<String> headings = new ArrayList<>(HEADINGS);
    headings.set(HEADINGS.indexOf("SEED"), "SEEDS");
    return new ResultTable(
        headings,
        Medians.of(rows).stream()
            .map(m -> line(m.like(), Integer.toString(m.rows()), m.scores(), m.cost()))
            .toList());
  }

  private static List<String> line(Row row, String seed, Scores scores, Cost cost) {
    Settings settings = row.settings();
    return List.of(
        settings.recipe(),
        row.title(),
        settings.dataset(),
        Integer.toString(settings.imbalance()),
        settings.architecture(),
        seed,
        number("%.1f", scores.many()),
        number("%.1f", scores.medium()),
        number("%.1f", scores.few()),
        number("%.1f", scores.all()),
        Integer.toString(cost.epochs()),
        row.augmentation(),
        String.format(Locale.ROOT, "%,d", cost.parameters()),
        number("%,.0f", cost.imagesPerSecond()),
        Time.of(cost.seconds()),
        number("%,.0f", cost.peakMegabytes()));
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }

  /** As a table of Markdown. */
  public String markdown() {
    var text = new StringBuilder();
    line(text, headings);
    line(text, Collections.nCopies(headings.size(), "---"));
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
