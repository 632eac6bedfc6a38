package io.longshore.standalone.cli;

import io.longshore.bench.drift.DriftListener;
import io.longshore.bench.drift.DriftRow;
import io.longshore.bench.drift.DriftSettings;
import io.longshore.bench.report.Time;

/** The drift benchmark on the terminal: a bar where one can move, otherwise a line a row. */
final class DriftTerminal implements DriftListener {
  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

  private final Terminal terminal;
  private long lastLine = System.nanoTime();

  DriftTerminal(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void progress(DriftSettings row, int run, double secondsLeft) {
    String name = "%s, %d classes, %s".formatted(row.scenario(), row.classes(), row.detector());
    String left = "all done in " + Time.of(secondsLeft);
    if (terminal.isInteractive()) {
      terminal.progress(name, run, row.runs(), left);
    } else if (System.nanoTime() - lastLine >= NANOS_BETWEEN_LINES) {
      lastLine = System.nanoTime();
      terminal.say("%s: run %d of %d, %s".formatted(name, run, row.runs(), left));
    }
  }

  @Override
  public void row(DriftRow row) {
    // the table shows it; thousands of lines would hide the notes
  }

  @Override
  public void note(String text) {
    terminal.say(text);
  }
}
