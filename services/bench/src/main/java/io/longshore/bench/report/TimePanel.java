package io.longshore.bench.report;

import io.longshore.bench.report.Svg.Anchor;
import io.longshore.bench.report.Svg.Point;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame of values over dates: years across, shaded spans, marks that go through.
 *
 * @param heading above it
 * @param first day at its left end
 * @param last day at its right end
 * @param top pixel of the heading's upper edge
 * @param height of the plot in pixels
 */
record TimePanel(String heading, LocalDate first, LocalDate last, double top, double height) {
  static final double LEFT = 56;
  static final double RIGHT = 850;
  static final double HEAD = 54;
  static final double FOOT = 30;
  private static final int YEARS_BETWEEN_TICKS = 5;
  private static final String SHADE = "#f3ead7";

  double bottom() {
    return top + HEAD + height;
  }

  /** The upper edge of what comes below it. */
  double end() {
    return bottom() + FOOT;
  }

  double x(LocalDate date) {
    double days = last.toEpochDay() - first.toEpochDay();
    return LEFT + (date.toEpochDay() - first.toEpochDay()) / days * (RIGHT - LEFT);
  }

  /** Values from low at the bottom to high at the top. */
  Axis axis(double low, double high, int ticks) {
    return Axis.of(low, high, ticks, bottom(), top + HEAD);
  }

  void frame(Svg svg, Axis y) {
    svg.heading(16, top + 22, heading);
    for (double tick : y.ticks()) {
      svg.line(LEFT, y.place(tick), RIGHT, y.place(tick), Svg.GRID)
          .text(LEFT - 8, y.place(tick) + 4, y.label(tick), 11, Svg.FAINT, Anchor.END);
    }
    int year = (first.getYear() / YEARS_BETWEEN_TICKS + 1) * YEARS_BETWEEN_TICKS;
    for (; year <= last.getYear(); year += YEARS_BETWEEN_TICKS) {
      double x = x(LocalDate.of(year, 1, 1));
      svg.line(x, bottom(), x, bottom() + 4, Svg.FAINT)
          .text(x, bottom() + 18, Integer.toString(year), 11, Svg.FAINT, Anchor.MIDDLE);
    }
    svg.line(LEFT, bottom(), RIGHT, bottom(), Svg.FAINT);
  }

  void shade(Svg svg, LocalDate from, LocalDate to) {
    svg.bar(x(from), top + HEAD, x(to) - x(from), height, SHADE);
  }

  void mark(Svg svg, LocalDate date, String colour) {
    svg.line(x(date), top + HEAD, x(date), bottom(), colour);
  }

  /**
   * A curve of values, those off the axis at its ends.
   *
   * @param gaps dates after which the curve begins anew
   */
  void curve(Svg svg, Axis y, List<LocalDate> dates, List<Double> values, List<LocalDate> gaps) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      double value = Math.max(y.low(), Math.min(y.high(), values.get(i)));
      points.add(new Point(x(dates.get(i)), y.place(value)));
      if (gaps.contains(dates.get(i)) || i == dates.size() - 1) {
        svg.curve(List.copyOf(points), "#2f4b6e", "");
        points.clear();
      }
    }
  }
}
