package io.longshore.bench.report;

import io.longshore.bench.drift.stream.DatedStream;
import io.longshore.bench.drift.stream.Session;
import io.longshore.bench.report.Svg.Anchor;
import io.longshore.bench.report.Svg.Point;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Labels of each half-year, the most frequent classes on top of each other, all others above. */
final class MixPanel {
  private static final int NAMED = 9;
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#7f3c8d",
          "#8c6d31", "#bdbdbd");

  private final DatedStream stream;
  private final List<Integer> named;
  private final TreeMap<LocalDate, long[]> halves = new TreeMap<>();

  MixPanel(DatedStream stream) {
    this.stream = stream;
    int classes = stream.classes().size();
    long[] all = new long[classes];
    for (Session session : stream.sessions()) {
      long[] half = halves.computeIfAbsent(halfYear(session.date()), date -> new long[classes]);
      for (int label : session.labels()) {
        half[label]++;
        all[label]++;
      }
    }
    this.named =
        IntStream.range(0, classes)
            .boxed()
            .sorted(Comparator.comparingLong(k -> -all[k]))
            .limit(NAMED)
            .toList();
  }

  private static LocalDate halfYear(LocalDate date) {
    return LocalDate.of(date.getYear(), date.getMonthValue() < 7 ? 4 : 10, 1);
  }

  void draw(Svg svg, TimePanel panel) {
    double most = halves.values().stream().mapToDouble(n -> Arrays.stream(n).sum()).max().orElse(1);
    Axis y = panel.axis(0, most, 5);
    List<double[]> layers = layers();
    for (int layer = layers.size() - 1; layer >= 0; layer--) {
      area(svg, panel, y, layers.get(layer), COLOURS.get(layer));
      double line = panel.top() + TimePanel.HEAD + 12 + (layers.size() - 1 - layer) * 17;
      String name = layer < named.size() ? stream.classes().get(named.get(layer)) : "others";
      svg.bar(TimePanel.RIGHT + 18, line - 9, 14, 10, COLOURS.get(layer))
          .text(TimePanel.RIGHT + 40, line, name, 12, Svg.INK, Anchor.START);
    }
    panel.frame(svg, y);
  }

  /** The upper edge of each layer by half-year. */
  private List<double[]> layers() {
    List<double[]> layers = new ArrayList<>();
    double[] edge = new double[halves.size()];
    for (int k : named) {
      int i = 0;
      for (long[] counts : halves.values()) {
        edge[i++] += counts[k];
      }
      layers.add(edge.clone());
    }
    layers.add(
        halves.values().stream().mapToDouble(counts -> Arrays.stream(counts).sum()).toArray());
    return layers;
  }

  private void area(Svg svg, TimePanel panel, Axis y, double[] edge, String colour) {
    List<Point> outline = new ArrayList<>();
    int i = 0;
    for (LocalDate date : halves.keySet()) {
      outline.add(new Point(x(panel, date), y.place(edge[i++])));
    }
    outline.add(new Point(x(panel, halves.lastKey()), y.place(0)));
    outline.add(new Point(x(panel, halves.firstKey()), y.place(0)));
    svg.area(outline, colour);
  }

  private static double x(TimePanel panel, LocalDate date) {
    return Math.max(TimePanel.LEFT, Math.min(TimePanel.RIGHT, panel.x(date)));
  }
}
