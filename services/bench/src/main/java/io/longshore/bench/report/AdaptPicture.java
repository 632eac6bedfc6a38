package io.longshore.bench.report;

import io.longshore.bench.adapt.AdaptMoment;
import io.longshore.bench.adapt.AdaptPoint;
import io.longshore.bench.adapt.AdaptRow;
import io.longshore.bench.report.Svg.Anchor;
import io.longshore.bench.report.Svg.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Accuracy over time, as SVG: balanced above, prequential below. Grey lines across are changes of
 * the mix; under the curves a line for each policy has its alarms and the gears that went live.
 */
public final class AdaptPicture {
  private static final List<String> COLOURS =
      List.of("#4d4d4d", "#56b4e9", "#e69f00", "#0072b2", "#d55e00", "#cc79a7");
  private static final double WIDTH = 1_000;
  private static final double LEFT = 56;
  private static final double RIGHT = WIDTH - 200;
  private static final double PLOT = 250;
  private static final double PANEL = PLOT + 90;
  private static final double LINE = 22;
  private static final double HEAD = 40;

  private final List<AdaptRow> rows;
  private final Axis labels;
  private final Svg svg = new Svg();

  private AdaptPicture(List<AdaptRow> rows) {
    this.rows = rows;
    int last =
        rows.stream().flatMap(r -> r.points().stream()).mapToInt(AdaptPoint::at).max().orElse(1);
    this.labels = Axis.of(0, last, 8, LEFT, RIGHT);
  }

  /** The rows of one experiment. */
  public static String of(List<AdaptRow> rows) {
    return new AdaptPicture(rows).draw();
  }

  private String draw() {
    panel("Balanced accuracy, percent", 0, AdaptPoint::balanced);
    panel("Prequential accuracy, percent", PANEL, AdaptPoint::prequential);
    double top = 2 * PANEL;
    svg.heading(16, top + 22, "Alarms and first answers under each gear");
    for (int i = 0; i < rows.size(); i++) {
      events(rows.get(i), top + HEAD + 12 + i * LINE, colour(i));
    }
    return svg.document(WIDTH, top + HEAD + rows.size() * LINE + 24);
  }

  private void panel(String heading, double top, ToDoubleFunction<AdaptPoint> accuracy) {
    svg.heading(16, top + 22, heading);
    Axis y = Axis.of(lowest(accuracy), highest(accuracy), 6, top + 44 + PLOT, top + 44);
    for (double tick : y.ticks()) {
      svg.line(LEFT, y.place(tick), RIGHT, y.place(tick), Svg.GRID)
          .text(LEFT - 8, y.place(tick) + 4, y.label(tick), 11, Svg.FAINT, Anchor.END);
    }
    for (double tick : labels.ticks()) {
      svg.line(labels.place(tick), y.from(), labels.place(tick), y.from() + 4, Svg.FAINT)
          .text(
              labels.place(tick), y.from() + 18, labels.label(tick), 11, Svg.FAINT, Anchor.MIDDLE);
    }
    svg.text(RIGHT, y.from() + 34, "labelled images", 11, Svg.FAINT, Anchor.END);
    turns()
        .forEach(at -> svg.line(labels.place(at), y.from(), labels.place(at), y.to(), Svg.FAINT));
    for (int i = 0; i < rows.size(); i++) {
      List<Point> curve = curve(rows.get(i), accuracy, y);
      if (!curve.isEmpty()) {
        svg.curve(curve, colour(i), "");
      }
      double line = top + 52 + i * 18;
      svg.curve(
              List.of(new Point(RIGHT + 20, line - 4), new Point(RIGHT + 44, line - 4)),
              colour(i),
              "")
          .text(RIGHT + 52, line, name(rows.get(i)), 12, Svg.INK, Anchor.START);
    }
  }

  private List<Point> curve(AdaptRow row, ToDoubleFunction<AdaptPoint> accuracy, Axis y) {
    List<Point> points = new ArrayList<>();
    int from = 0;
    for (AdaptPoint point : row.points()) {
      double value = accuracy.applyAsDouble(point);
      if (Double.isFinite(value)) {
        points.add(new Point(labels.place((from + point.at()) / 2.0), y.place(value)));
      }
      from = point.at();
    }
    return points;
  }

  private void events(AdaptRow row, double y, String colour) {
    svg.line(LEFT, y, RIGHT, y, Svg.GRID)
        .text(RIGHT + 20, y + 4, name(row), 12, colour, Anchor.START);
    for (AdaptMoment moment : row.moments()) {
      double x = labels.place(moment.at());
      if (moment.what().equals("turn")) {
        svg.line(x, y - LINE / 2, x, y + LINE / 2, Svg.FAINT);
      } else {
        svg.curve(List.of(new Point(x, y)), colour, "")
            .text(x, y - 5, moment.what(), 9, colour, Anchor.MIDDLE);
      }
    }
  }

  private List<Integer> turns() {
    return rows.stream()
        .flatMap(row -> row.moments().stream())
        .filter(moment -> moment.what().equals("turn"))
        .map(AdaptMoment::at)
        .distinct()
        .toList();
  }

  private double lowest(ToDoubleFunction<AdaptPoint> accuracy) {
    return values(accuracy).min().orElse(0);
  }

  private double highest(ToDoubleFunction<AdaptPoint> accuracy) {
    return values(accuracy).max().orElse(100);
  }

  private DoubleStream values(ToDoubleFunction<AdaptPoint> accuracy) {
    return rows.stream()
        .flatMap(row -> row.points().stream())
        .mapToDouble(accuracy)
        .filter(Double::isFinite);
  }

  private static String name(AdaptRow row) {
    return row.settings().policy();
  }

  private static String colour(int i) {
    return COLOURS.get(i % COLOURS.size());
  }
}
