package io.longshore.bench.report;

import io.longshore.bench.ssd.Row;
import java.util.List;

/** Losses above, accuracies below, as SVG. */
public final class ResultPicture {
  private static final double WIDTH = 1_000;

  private ResultPicture() {}

  public static String of(List<Row> rows) {
    var losses = LossPanel.of(rows);
    var accuracies = new AccuracyPanel(rows);
    var svg = new Svg();
    losses.draw(svg, 0, WIDTH);
    accuracies.draw(svg, losses.height(), WIDTH);
    return svg.document(WIDTH, losses.height() + accuracies.height());
  }
}
