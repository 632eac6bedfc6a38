package io.longshore.loadtest.load;

import io.longshore.loadtest.picture.Drawing;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.HdrHistogram.Histogram;

/**
 * Two panels as SVG: latency by percentile, and median and worst latency of each second with a bar
 * for everything that was done to the system. Latencies on a logarithmic scale.
 */
final class ResultPicture {
  private static final int WIDTH = 900;
  private static final int PANEL = 240;
  private static final int LEFT = 70;
  private static final int TOP = 40;
  private static final double LEAST = 0.1;

  private final LoadResult result;
  private final Drawing drawing = new Drawing(WIDTH, 2 * (PANEL + TOP) + 40);
  private final double most;

  private ResultPicture(LoadResult result) {
    this.result = result;
    double worst =
        result.timeline().values().stream()
            .mapToDouble(Recording.Second::maxMillis)
            .max()
            .orElse(1);
    this.most = Math.pow(10, Math.ceil(Math.log10(Math.max(10, worst))));
  }

  static String of(LoadResult result) {
    return new ResultPicture(result).drawn();
  }

  private String drawn() {
    panel(TOP, "ms to acknowledgement by percentile, from the intended start");
    percentiles(TOP);
    panel(2 * TOP + PANEL, "ms by second: median, and worst (grey)");
    marks(2 * TOP + PANEL);
    seconds(2 * TOP + PANEL);
    return drawing.document();
  }

  private void panel(int top, String title) {
    drawing.add("<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>", LEFT, top - 12, title);
    for (double value = LEAST; value <= most; value *= 10) {
      double y = y(top, value);
      drawing.add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
          LEFT, WIDTH - 20, y, y);
      drawing.add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 6, y + 4, value < 1 ? "0.1" : String.format(Locale.ROOT, "%.0f", value));
    }
  }

  private void percentiles(int top) {
    Histogram histogram = result.acknowledged();
    DoubleUnaryOperator x = nines -> LEFT + (WIDTH - 20 - LEFT) * nines / 4;
    var points = new StringBuilder();
    for (double nines = 0; nines <= 4; nines += 0.05) {
      double percentile = 100 * (1 - Math.pow(10, -nines));
      double millis = LoadResult.millis(histogram, percentile);
      points.append(point(x.applyAsDouble(nines), y(top, millis)));
    }
    line(points, "#0b62a4");
    String[] names = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %"};
    for (int i = 0; i < names.length; i++) {
      drawing.add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x.applyAsDouble(i), top + PANEL + 16, names[i]);
    }
  }

  private void marks(int top) {
    for (LoadResult.Mark mark : result.marks()) {
      double from = x(mark.from());
      drawing.add(
          "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#f4c7c3\"/>",
          from, top, Math.max(2, x(mark.to()) - from), PANEL);
      drawing.add("<text x=\"%.1f\" y=\"%d\">%s</text>", from + 3, top + 14, mark.what());
    }
  }

  private void seconds(int top) {
    var worst = new StringBuilder();
    var median = new StringBuilder();
    for (Recording.Second second : result.timeline().values()) {
      if (second.acknowledged() > 0) {
        worst.append(point(x(second.second()), y(top, second.maxMillis())));
        median.append(point(x(second.second()), y(top, second.medianMillis())));
      }
      if (second.others() > 0) {
        drawing.add(
            "<circle cx=\"%.1f\" cy=\"%d\" r=\"2\" fill=\"#c5221f\"/>",
            x(second.second()), top + PANEL);
      }
    }
    line(worst, "#9aa0a6");
    line(median, "#0b62a4");
    drawing.add(
        "<text x=\"%d\" y=\"%d\">0 s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d s</text>",
        LEFT, top + PANEL + 16, WIDTH - 20, top + PANEL + 16, result.seconds());
  }

  private double x(double second) {
    return LEFT + (WIDTH - 20 - LEFT) * second / result.seconds();
  }

  private double y(int top, double millis) {
    double share = Math.log10(Math.max(LEAST, millis) / LEAST) / Math.log10(most / LEAST);
    return top + PANEL * (1 - share);
  }

  private static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
  }

  private void line(StringBuilder points, String colour) {
    drawing.add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>",
        points, colour);
  }
}
