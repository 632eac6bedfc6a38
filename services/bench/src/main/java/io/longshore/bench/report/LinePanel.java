package io.longshore.bench.report;

import io.longshore.bench.report.Svg.Anchor;
import io.longshore.bench.report.Svg.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Curves over equal steps. Curves of one name share a colour.
 *
 * @param heading above it
 * @param across what a step is
 * @param first where the first value lies; the axis begins one stride before
 * @param stride how many of that lie between two values
 * @param series values by name
 */
record LinePanel(
    String heading, String across, int first, int stride, Map<String, Set<List<Double>>> series) {
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f3c8d", "#4d4d4d");
  private static final List<String> DASHES = List.of("", "6 3", "2 2");
  private static final double LEFT = 56;
  private static final double LEGEND = 250;
  private static final double PLOT = 270;
  private static final double LEGEND_LINE = 18;

  private double plot() {
    return Math.max(PLOT, series.size() * LEGEND_LINE - 40);
  }

  double height() {
    return plot() + 90;
  }

  void draw(Svg svg, double top, double width) {
    svg.heading(16, top + 22, heading);
    double right = width - LEGEND;
    Axis x =
        Axis.of(
            first - stride, first + (longest() - 1) * stride, Math.min(8, longest()), LEFT, right);
    Axis y = Axis.of(0, largest(), 6, top + 44 + plot(), top + 44);
    grid(svg, x, y);
    int number = 0;
    for (Map.Entry<String, Set<List<Double>>> one : series.entrySet()) {
      String colour = COLOURS.get(number % COLOURS.size());
      String dash = DASHES.get(number / COLOURS.size() % DASHES.size());
      one.getValue().forEach(values -> svg.curve(points(values, x, y), colour, dash));
      double line = top + 52 + number * LEGEND_LINE;
      List<Point> sample =
          List.of(new Point(right + 20, line - 4), new Point(right + 44, line - 4));
      svg.curve(sample, colour, dash)
          .text(right + 52, line, one.getKey(), 12, Svg.INK, Anchor.START);
      number++;
    }
  }

  private void grid(Svg svg, Axis x, Axis y) {
    for (double tick : y.ticks()) {
      svg.line(x.from(), y.place(tick), x.to(), y.place(tick), Svg.GRID)
          .text(x.from() - 8, y.place(tick) + 4, y.label(tick), 11, Svg.FAINT, Anchor.END);
    }
    for (double tick : x.ticks()) {
      svg.line(x.place(tick), y.from(), x.place(tick), y.from() + 4, Svg.FAINT)
          .text(x.place(tick), y.from() + 18, x.label(tick), 11, Svg.FAINT, Anchor.MIDDLE);
    }
    svg.line(x.from(), y.from(), x.to(), y.from(), Svg.FAINT)
        .text(x.to(), y.from() + 34, across, 11, Svg.FAINT, Anchor.END);
  }

  private List<Point> points(List<Double> values, Axis x, Axis y) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      points.add(new Point(x.place(first + i * stride), y.place(values.get(i))));
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
