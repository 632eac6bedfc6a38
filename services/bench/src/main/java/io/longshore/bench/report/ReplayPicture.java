package io.longshore.bench.report;

import io.longshore.bench.drift.stream.DatedStream;
import io.longshore.bench.drift.stream.Replay.Step;
import io.longshore.bench.drift.stream.Turnover;
import io.longshore.bench.report.Svg.Anchor;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * A dated stream and what our detector made of it: counts, evidence against its threshold, effect
 * against its floor, an upright line for each alarm; beneath, the evidence of a shuffled copy.
 *
 * @param steps of the stream as it happened
 * @param shuffled of a copy in random order
 */
public record ReplayPicture(
    DatedStream stream, List<Turnover> turnovers, List<Step> steps, List<Step> shuffled) {
  private static final double WIDTH = 1_000;
  private static final String ALARM = "#d55e00";

  /** The picture as SVG. */
  public String svg() {
    var svg = new Svg();
    var mix = panel(stream.name() + ": labels in half a year, by class", 0, 210);
    turnovers.forEach(turnover -> mix.shade(svg, turnover.from(), turnover.to()));
    new MixPanel(stream).draw(svg, mix);
    alarms(svg, mix);
    var evidence =
        panel("Evidence that the mix moved, log E; the alarm's threshold", mix.end(), 130);
    turnovers.forEach(turnover -> evidence.shade(svg, turnover.from(), turnover.to()));
    evidence(svg, evidence, steps);
    var effect = panel("Total variation at least; the floor of the alarm", evidence.end(), 100);
    effect(svg, effect);
    var control = panel("The same labels shuffled over the same dates: log E", effect.end(), 130);
    evidence(svg, control, shuffled);
    svg.text(
        TimePanel.LEFT,
        control.end() + 14,
        "Upright lines: alarms. Shaded: when others found the community to change (95% intervals;"
            + " Christensen et al. 2018). Off the scale: drawn at its end.",
        11,
        Svg.FAINT,
        Anchor.START);
    return svg.document(WIDTH, control.end() + 30);
  }

  private TimePanel panel(String heading, double top, double height) {
    var sessions = stream.sessions();
    return new TimePanel(
        heading, sessions.get(0).date(), sessions.get(sessions.size() - 1).date(), top, height);
  }

  private void alarms(Svg svg, TimePanel panel) {
    double below = Double.NEGATIVE_INFINITY;
    boolean lower = false;
    for (LocalDate date : dates(steps)) {
      panel.mark(svg, date, ALARM);
      lower = panel.x(date) - below < 46 && !lower;
      String month = String.format(Locale.ROOT, "%tY-%<tm", date);
      svg.text(
          panel.x(date),
          panel.top() + TimePanel.HEAD - (lower ? 13 : 2),
          month,
          10,
          ALARM,
          Anchor.MIDDLE);
      below = panel.x(date);
    }
  }

  private void evidence(Svg svg, TimePanel panel, List<Step> looks) {
    Axis y = panel.axis(-20, 40, 6);
    panel.frame(svg, y);
    dates(looks).forEach(date -> panel.mark(svg, date, ALARM));
    double threshold = looks.get(0).evidence().logThreshold();
    svg.line(TimePanel.LEFT, y.place(threshold), TimePanel.RIGHT, y.place(threshold), Svg.FAINT)
        .text(
            TimePanel.RIGHT + 18,
            y.place(threshold) + 4,
            String.format(Locale.ROOT, "threshold %.1f", threshold),
            11,
            Svg.FAINT,
            Anchor.START);
    var values = looks.stream().map(step -> step.evidence().logE()).toList();
    panel.curve(svg, y, looks.stream().map(Step::date).toList(), values, dates(looks));
  }

  private void effect(Svg svg, TimePanel panel) {
    Axis y = panel.axis(0, 0.2, 4);
    turnovers.forEach(turnover -> panel.shade(svg, turnover.from(), turnover.to()));
    panel.frame(svg, y);
    dates(steps).forEach(date -> panel.mark(svg, date, ALARM));
    double floor = steps.get(0).evidence().totalVariationFloor();
    svg.line(TimePanel.LEFT, y.place(floor), TimePanel.RIGHT, y.place(floor), Svg.FAINT)
        .text(
            TimePanel.RIGHT + 18,
            y.place(floor) + 4,
            String.format(Locale.ROOT, "floor %.2f", floor),
            11,
            Svg.FAINT,
            Anchor.START);
    var values = steps.stream().map(step -> step.evidence().totalVariationLower()).toList();
    panel.curve(svg, y, steps.stream().map(Step::date).toList(), values, dates(steps));
  }

  private static List<LocalDate> dates(List<Step> looks) {
    return looks.stream().filter(Step::alarm).map(Step::date).toList();
  }
}
