package io.longshore.bench.report;

import io.longshore.bench.report.Svg.Anchor;
import io.longshore.bench.ssd.Row;
import io.longshore.bench.ssd.Scores;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Accuracy by group: a line for each recipe, a column for each group, so that recipes are compared
 * down a column.
 */
final class AccuracyPanel {
  private static final double NAMES = 330;
  private static final double LINE = 21;
  private static final double HEAD = 56;
  private static final double GAP = 44;

  private record Group(String name, String colour, ToDoubleFunction<Scores> of) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group("many", "#9ecae1", Scores::many),
          new Group("medium", "#6baed6", Scores::medium),
          new Group("few", "#e6842a", Scores::few),
          new Group("all", "#2f4b6e", Scores::all));

  private final List<Row> rows;
  private final List<Medians> medians;

  AccuracyPanel(List<Row> rows) {
    this.rows = rows;
    this.medians = Medians.of(rows);
  }

  double height() {
    return HEAD + medians.size() * LINE + 24;
  }

  void draw(Svg svg, double top, double width) {
    svg.heading(16, top + 22, "Test accuracy at the last epoch, percent" + seeds());
    double column = (width - NAMES - 8) / GROUPS.size();
    for (int g = 0; g < GROUPS.size(); g++) {
      double left = NAMES + g * column;
      svg.text(left, top + HEAD - 8, GROUPS.get(g).name(), 12, Svg.FAINT, Anchor.START);
      bars(svg, GROUPS.get(g), top + HEAD, left, column - GAP);
    }
    for (int i = 0; i < medians.size(); i++) {
      Row row = medians.get(i).like();
      String name = TaskLabel.among(rows).of(row, row.title());
      svg.text(NAMES - 12, top + HEAD + i * LINE + 14, name, 12, Svg.INK, Anchor.END);
    }
  }

  private void bars(Svg svg, Group group, double top, double left, double length) {
    Axis axis = new Axis(0, largest(), largest(), left, left + length);
    for (int i = 0; i < medians.size(); i++) {
      double value = group.of().applyAsDouble(medians.get(i).scores());
      double end = axis.place(finite(group, medians.get(i)));
      String label = Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.1f", value);
      svg.bar(left, top + i * LINE + 3, end - left, LINE - 7, group.colour())
          .text(end + 5, top + i * LINE + 14, label, 11, Svg.INK, Anchor.START);
    }
    svg.line(left, top, left, top + medians.size() * LINE, Svg.FAINT);
  }

  /** One scale for all groups, or a small gain would look like a large one. */
  private double largest() {
    return medians.stream()
        .flatMapToDouble(m -> GROUPS.stream().mapToDouble(group -> finite(group, m)))
        .reduce(1, Math::max);
  }

  private static double finite(Group group, Medians row) {
    double value = group.of().applyAsDouble(row.scores());
    return Double.isNaN(value) ? 0 : value;
  }

  private String seeds() {
    int most = medians.stream().mapToInt(Medians::rows).max().orElse(1);
    return most > 1 ? ", median of " + most + " seeds" : "";
  }
}
