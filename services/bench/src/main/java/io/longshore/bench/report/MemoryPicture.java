package io.longshore.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Resident memory over the repeats of some work, as SVG. */
public final class MemoryPicture {
  private static final double WIDTH = 1_000;

  private MemoryPicture() {}

  /**
   * @param across what is repeated
   * @param stride repeats between two looks
   * @param megabytes at each look, by what was done
   */
  public static String of(String across, int stride, Map<String, List<Double>> megabytes) {
    Map<String, Set<List<Double>>> series = new LinkedHashMap<>();
    megabytes.forEach((name, values) -> series.put(name, Set.of(values)));
    var panel = new LinePanel("Resident memory, MB", across, stride, stride, series);
    var svg = new Svg();
    panel.draw(svg, 0, WIDTH);
    return svg.document(WIDTH, panel.height());
  }
}
