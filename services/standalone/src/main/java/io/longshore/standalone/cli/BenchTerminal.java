package io.longshore.standalone.cli;

import io.longshore.bench.continual.ContinualListener;
import io.longshore.bench.continual.ContinualRow;
import io.longshore.bench.report.Time;
import io.longshore.bench.ssd.BenchListener;
import io.longshore.bench.ssd.Row;
import java.util.Locale;

/** A benchmark on the terminal: a bar where one can move, otherwise a line an epoch. */
final class BenchTerminal implements BenchListener, ContinualListener {
  private static final double SECONDS_BETWEEN_LINES = 10;

  private final Terminal terminal;
  private long lastLine;

  BenchTerminal(Terminal terminal) {
    this.terminal = terminal;
    this.lastLine = System.nanoTime();
  }

  @Override
  public void epoch(Progress progress) {
    String extra =
        String.format(
            Locale.ROOT,
            "loss %.3f, %,.0f images/s, all done in %s",
            progress.loss(),
            progress.imagesPerSecond(),
            Time.of(progress.secondsLeft()));
    if (terminal.isInteractive()) {
      terminal.progress(progress.training(), progress.epoch(), progress.epochs(), extra);
    } else if (progress.epoch() == progress.epochs() || isDue()) {
      lastLine = System.nanoTime();
      terminal.say(
          "%s: epoch %d of %d, %s"
              .formatted(progress.training(), progress.epoch(), progress.epochs(), extra));
    }
  }

  private boolean isDue() {
    return (System.nanoTime() - lastLine) / 1e9 >= SECONDS_BETWEEN_LINES;
  }

  @Override
  public void row(Row row) {
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s-if%d, seed %d, %s: many %.1f, medium %.1f, few %.1f, all %.1f",
            row.settings().dataset(),
            row.settings().imbalance(),
            row.settings().seed(),
            row.settings().recipe(),
            row.scores().many(),
            row.scores().medium(),
            row.scores().few(),
            row.scores().all()));
  }

  @Override
  public void row(ContinualRow row) {
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s, seed %d: average %.1f, final %.1f, forgetting %.1f, many %.1f, medium %.1f, few %.1f",
            row.settings().method(),
            row.settings().seed(),
            row.measures().averageAccuracy(),
            row.measures().finalAccuracy(),
            row.measures().forgetting(),
            row.measures().many(),
            row.measures().medium(),
            row.measures().few()));
  }

  @Override
  public void note(String text) {
    terminal.say(text);
  }
}
