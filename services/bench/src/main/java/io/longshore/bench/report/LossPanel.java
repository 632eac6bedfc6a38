package io.longshore.bench.report;

import io.longshore.bench.report.Svg.Anchor;
import io.longshore.bench.report.Svg.Point;
import io.longshore.bench.ssd.Curve;
import io.longshore.bench.ssd.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The loss of every training, epoch by epoch. Seeds of one training share a colour. */
final class LossPanel {
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f3c8d", "#4d4d4d");
  private static final List<String> DASHES = List.of("", "6 3", "2 2");
  private static final double LEFT = 56;
  private static final double LEGEND = 250;
  private static final double PLOT = 270;
  private static final double LEGEND_LINE = 18;

  private final Map<String, Set<List<Double>>> series;
  private final double plot;

  LossPanel(List<Row> rows) {
    this.series = series(rows);
    this.plot = Math.max(PLOT, series.size() * LEGEND_LINE - 40);
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

  double height() {
    return plot + 90;
  }

  void draw(Svg svg, double top, double width) {
    svg.heading(16, top + 22, "Training loss, mean of each epoch");
    double right = width - LEGEND;
    Axis x = Axis.of(0, longest(), Math.min(8, longest()), LEFT, right);
    Axis y = Axis.of(0, largest(), 6, top + 44 + plot, top + 44);
    grid(svg, x, y);
    int number = 0;
    for (Map.Entry<String, Set<List<Double>>> one : series.entrySet()) {
      String colour = COLOURS.get(number % COLOURS.size());
      String dash = DASHES.get(number / COLOURS.size() % DASHES.size());
      one.getValue().forEach(losses -> svg.curve(points(losses, x, y), colour, dash));
      double line = top + 52 + number * LEGEND_LINE;
      List<Point> sample =
          List.of(new Point(right + 20, line - 4), new Point(right + 44, line - 4));
      svg.curve(sample, colour, dash)
          .text(right + 52, line, one.getKey(), 12, Svg.INK, Anchor.START);
      number++;
    }
  }

  private static void grid(Svg svg, Axis x, Axis y) {
    for (double tick : y.ticks()) {
      svg.line(x.from(), y.place(tick), x.to(), y.place(tick), Svg.GRID)
          .text(x.from() - 8, y.place(tick) + 4, y.label(tick), 11, Svg.FAINT, Anchor.END);
    }
    for (double tick : x.ticks()) {
      svg.line(x.place(tick), y.from(), x.place(tick), y.from() + 4, Svg.FAINT)
          .text(x.place(tick), y.from() + 18, x.label(tick), 11, Svg.FAINT, Anchor.MIDDLE);
    }
    svg.line(x.from(), y.from(), x.to(), y.from(), Svg.FAINT)
        .text(x.to(), y.from() + 34, "epoch of the stage", 11, Svg.FAINT, Anchor.END);
  }

  private static List<Point> points(List<Double> losses, Axis x, Axis y) {
    List<Point> points = new ArrayList<>();
    for (int epoch = 1; epoch <= losses.size(); epoch++) {
      points.add(new Point(x.place(epoch), y.place(losses.get(epoch - 1))));
    }
    return points;
  }

  private int longest() {
    return series.values().stream().flatMap(Set::stream).mapToInt(List::size).max().orElse(1);
  }

  private double largest() {
    return series.values().stream()
        .flatMap(Set::stream)
        .flatMap(List::stream)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(1);
  }
}
