package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.standalone.status.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** A stream's status in a screenful. */
final class StatusView {
  private static final int CLASSES_SHOWN = 20;
  private static final int BAR = 40;

  private final StreamStatus status;
  private final Screen screen;
  private final StringBuilder text = new StringBuilder();

  private StatusView(StreamStatus status, Screen screen) {
    this.status = status;
    this.screen = screen;
  }

  static String text(StreamStatus status, Screen screen) {
    var view = new StatusView(status, screen);
    view.serving();
    view.line("lag", view.lag());
    status.frequencies().ifPresent(view::mix);
    status.adaptation().ifPresent(view::adaptation);
    status.scorers().forEach(view::scorer);
    return view.text.toString();
  }

  private void serving() {
    RolloutPlan plan = status.plan();
    RolloutPlan made = status.madeLive().orElse(plan);
    line("stream", status.stream());
    line(
        "live",
        "%s (plan %d, %s)"
            .formatted(
                plan.live()
                    .map(v -> screen.painted(Paint.GOOD, v.brief()))
                    .orElseGet(() -> screen.painted(Paint.WARNING, "no model yet")),
                made.epoch(),
                Word.spoken(made.step())));
    status.madeLive().ifPresent(live -> line("since", ago(live.decidedAt())));
    line("because", made.reason());
    plan.trial()
        .ifPresent(
            trial ->
                line(
                    "trial",
                    "%s, %s on %.0f%% of the images since %s"
                        .formatted(
                            trial.version().brief(),
                            Word.of(trial.stage()),
                            100 * trial.share(),
                            ago(trial.since()))));
    if (plan.paused()) {
      line("paused", screen.painted(Paint.WARNING, "nothing goes live or back by itself"));
    }
    if (plan.epoch() != made.epoch()) {
      line(
          "decided",
          "plan %d, %s %s at %s: %s"
              .formatted(
                  plan.epoch(),
                  Word.spoken(plan.step()),
                  PlanView.brief(plan.subject()),
                  ago(plan.decidedAt()),
                  plan.reason()));
    }
  }

  private String lag() {
    return "%s images behind at the scorers, %s labels at the tracker"
        .formatted(number(status.behind().images()), number(status.behind().labels()));
  }

  private static String number(OptionalLong number) {
    return number.isEmpty() ? "?" : String.format(Locale.ROOT, "%,d", number.getAsLong());
  }

  private void mix(ClassFrequencies frequencies) {
    line(
        "labels",
        "%,d in %,d classes".formatted(frequencies.labels(), frequencies.classes().size()));
    DriftEvidence drift = frequencies.drift();
    line(
        "drift",
        drift.alarm() ? screen.painted(Paint.BAD, "alarm: ") + drift.inWords() : drift.inWords());
    var table = new Table("CLASS", "LABELS", "RECENT", "");
    double all = frequencies.mix().values().stream().mapToDouble(Double::doubleValue).sum();
    commonFirst(frequencies).stream()
        .limit(CLASSES_SHOWN)
        .forEach(
            e -> {
              double share = all == 0 ? 0 : e.getValue().decayed() / all;
              table.row(
                  Printable.of(e.getKey()),
                  Long.toString(e.getValue().labels()),
                  Percent.of(share) + "%",
                  "#".repeat((int) Math.round(BAR * share)));
            });
    text.append(table.on(screen));
    if (frequencies.classes().size() > CLASSES_SHOWN) {
      text.append(
          "and %,d rarer classes%n".formatted(frequencies.classes().size() - CLASSES_SHOWN));
    }
  }

  static List<Map.Entry<String, ClassFrequency>> commonFirst(ClassFrequencies frequencies) {
    return frequencies.classes().entrySet().stream()
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<String, ClassFrequency> e) -> -e.getValue().labels())
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  private void adaptation(Adaptation adaptation) {
    line(
        "adapted",
        "%s at %s: %s"
            .formatted(adaptation.gear().word(), ago(adaptation.decidedAt()), adaptation.reason()));
  }

  private void scorer(ScorerReport report) {
    line(
        "scorer",
        "%s serves %s, plan %d, %,d images, at %s"
            .formatted(
                report.scorer(),
                report.serving().map(ModelVersion::brief).orElse("nothing yet"),
                report.planEpoch(),
                report.scored(),
                ago(report.at())));
    report
        .refusals()
        .forEach(
            r ->
                line(
                    "",
                    "%s %s: %s"
                        .formatted(
                            screen.painted(Paint.BAD, "refused"),
                            r.version().brief(),
                            Printable.of(r.message()))));
  }

  private String ago(Instant time) {
    return "%s (%s ago)".formatted(time, Times.spoken(Duration.between(time, status.at())));
  }

  private void line(String what, String words) {
    text.append("%-9s %s%n".formatted(what, words));
  }
}
