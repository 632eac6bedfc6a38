package io.longshore.loadtest.fault;

import io.longshore.loadtest.audit.Pulse;
import io.longshore.loadtest.picture.Drawing;
import java.util.List;

/**
 * The results as SVG: a band a scenario, with the acknowledged sends of each second upwards, the
 * others in red on top of them, and a numbered mark for everything that was seen.
 */
final class FaultPicture {
  private static final int WIDTH = 960;
  private static final int LEFT = 64;
  private static final int RIGHT = 20;
  private static final int BAND = 64;
  private static final int PITCH = 118;
  private static final int TOP = 44;
  private static final int CLOSEST = 15;

  private final List<Result> results;
  private final Drawing drawing;

  private FaultPicture(List<Result> results) {
    this.results = results;
    this.drawing = new Drawing(WIDTH, TOP + PITCH * results.size());
  }

  static String of(List<Result> results) {
    return new FaultPicture(results).drawn();
  }

  private String drawn() {
    legend();
    for (int i = 0; i < results.size(); i++) {
      band(results.get(i), TOP + i * PITCH + 30);
    }
    return drawing.document();
  }

  private void legend() {
    drawing.add("<text x=\"%d\" y=\"24\" font-weight=\"bold\">answers a second</text>", LEFT);
    square(LEFT + 130, "#0b62a4", "202");
    square(LEFT + 190, "#c5221f", "anything else, or no answer");
    drawing.add(
        "<text x=\"%d\" y=\"24\" fill=\"#5f6368\">numbers: what was seen, as listed below</text>",
        LEFT + 390);
  }

  private void square(int x, String colour, String text) {
    drawing.add("<rect x=\"%d\" y=\"14\" width=\"11\" height=\"11\" fill=\"%s\"/>", x, colour);
    drawing.add("<text x=\"%d\" y=\"24\">%s</text>", x + 16, text);
  }

  private void band(Result result, int top) {
    List<Pulse.Second> answers = result.answers();
    double last = result.proofs().stream().mapToDouble(Seen::second).max().orElse(0);
    double seconds = Math.max(1, Math.max(answers.size(), Math.ceil(last)));
    int most =
        Math.max(1, answers.stream().mapToInt(s -> s.acknowledged() + s.others()).max().orElse(1));
    double perSecond = (WIDTH - LEFT - RIGHT) / seconds;
    drawing.add(
        "<text x=\"%d\" y=\"%d\"><tspan font-weight=\"bold\">%s</tspan> %s</text>",
        LEFT, top - 18, result.scenario().name(), Drawing.escaped(result.verdict()));
    drawing.add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>", LEFT - 6, top + 10, most);
    drawing.add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", LEFT - 6, top + BAND);
    for (int second = 0; second < answers.size(); second++) {
      double x = LEFT + second * perSecond;
      double good = height(answers.get(second).acknowledged(), most);
      double other = height(answers.get(second).others(), most);
      bar(x, top + BAND - good, perSecond, good, "#0b62a4");
      bar(x, top + BAND - good - other, perSecond, other, "#c5221f");
    }
    drawing.add(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#5f6368\"/>",
        LEFT, WIDTH - RIGHT, top + BAND, top + BAND);
    drawing.add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f s</text>",
        WIDTH - RIGHT, top + BAND + 15, seconds);
    marks(result.proofs(), top, perSecond);
  }

  /** Numbers that would lie on each other are left out; their lines are there. */
  private void marks(List<Seen> proofs, int top, double perSecond) {
    double free = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < proofs.size(); i++) {
      double x = LEFT + proofs.get(i).second() * perSecond;
      drawing.add(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#e37400\""
              + " stroke-dasharray=\"3 2\"/>",
          x, x, top - 4, top + BAND);
      if (x >= free) {
        drawing.add(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"10\""
                + " fill=\"#b06000\">%d</text>",
            x, top - 6, i + 1);
        free = x + CLOSEST;
      }
    }
  }

  private static double height(int sends, int most) {
    return (double) BAND * sends / most;
  }

  private void bar(double x, double y, double width, double height, String colour) {
    if (height > 0) {
      drawing.add(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
          x, y, Math.max(0.5, width - 0.5), height, colour);
    }
  }
}
