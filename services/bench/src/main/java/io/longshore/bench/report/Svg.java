package io.longshore.bench.report;

import java.util.List;
import java.util.Locale;

/** Just enough of Scalable Vector Graphics for charts: text, lines, bars. Lengths are pixels. */
final class Svg {
  static final String INK = "#24292f";
  static final String FAINT = "#57606a";
  static final String GRID = "#e1e4e8";

  private final StringBuilder elements = new StringBuilder();

  /** Where a text begins, is centred, or ends. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  record Point(double x, double y) {}

  Svg text(double x, double y, String text, int size, String colour, Anchor anchor) {
    return add(
        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" fill=\"%s\" text-anchor=\"%s\">%s</text>",
        x, y, size, colour, anchor.name().toLowerCase(Locale.ROOT), escape(text));
  }

  Svg heading(double x, double y, String text) {
    return add(
        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"15\" font-weight=\"600\" fill=\"%s\">%s</text>",
        x, y, INK, escape(text));
  }

  Svg line(double x1, double y1, double x2, double y2, String colour) {
    return add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        x1, y1, x2, y2, colour);
  }

  Svg bar(double x, double y, double width, double height, String colour) {
    return add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\" fill=\"%s\"/>",
        x, y, width, height, colour);
  }

  /**
   * A curve; a single point becomes a dot.
   *
   * @param dash lengths of stroke and gap, empty for none
   */
  Svg curve(List<Point> points, String colour, String dash) {
    if (points.size() == 1) {
      return add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>",
          points.get(0).x(), points.get(0).y(), colour);
    }
    var path = new StringBuilder();
    points.forEach(p -> path.append(String.format(Locale.ROOT, "%.1f,%.1f ", p.x(), p.y())));
    return add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\""
            + " stroke-linejoin=\"round\" stroke-dasharray=\"%s\"/>",
        path.toString().strip(), colour, dash.isEmpty() ? "none" : dash);
  }

  /** A filled outline. */
  Svg area(List<Point> outline, String colour) {
    var path = new StringBuilder();
    outline.forEach(p -> path.append(String.format(Locale.ROOT, "%.1f,%.1f ", p.x(), p.y())));
    return add("<polygon points=\"%s\" fill=\"%s\"/>", path.toString().strip(), colour);
  }

  /** The whole picture on white, so that it reads on a dark page as well. */
  String document(double width, double height) {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\""
                + " height=\"%.0f\" font-family=\"system-ui, 'Helvetica Neue', Arial,"
                + " sans-serif\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            width,
            height,
            width,
            height)
        + elements
        + "</svg>\n";
  }

  private Svg add(String format, Object... values) {
    elements.append(String.format(Locale.ROOT, format, values)).append('\n');
    return this;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
