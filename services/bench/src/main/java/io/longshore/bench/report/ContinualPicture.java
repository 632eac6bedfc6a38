package io.longshore.bench.report;

import io.longshore.bench.continual.ContinualRow;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Accuracy while classes arrive: on all seen above, on those of the base below, as SVG. */
public final class ContinualPicture {
  private static final double WIDTH = 1_000;

  private ContinualPicture() {}

  /** A curve for each row; seeds of one method share a colour. All rows are of one split. */
  public static String of(List<ContinualRow> rows) {
    LinePanel seen =
        panel("Accuracy over all classes seen, percent", rows, r -> r.measures().seenAccuracies());
    LinePanel base =
        panel(
            "Accuracy on the classes of the base, percent",
            rows,
            r -> r.measures().accuracies().stream().map(step -> step.get(0)).toList());
    var svg = new Svg();
    seen.draw(svg, 0, WIDTH);
    base.draw(svg, seen.height(), WIDTH);
    return svg.document(WIDTH, seen.height() + base.height());
  }

  private static LinePanel panel(
      String heading, List<ContinualRow> rows, Function<ContinualRow, List<Double>> values) {
    List<Integer> classes = rows.get(0).classesSeen();
    Map<String, Set<List<Double>>> series = new LinkedHashMap<>();
    for (ContinualRow row : rows) {
      series.computeIfAbsent(name(row), n -> new LinkedHashSet<>()).add(values.apply(row));
    }
    return new LinePanel(
        heading, "classes seen", classes.get(0), classes.get(1) - classes.get(0), series);
  }

  private static String name(ContinualRow row) {
    double weight = row.settings().remembering();
    return row.title() + (weight == 0 || weight == 1 ? "" : " x " + (float) weight);
  }
}
