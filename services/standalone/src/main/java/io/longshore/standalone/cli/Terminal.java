package io.longshore.standalone.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Where people read. On a terminal, long work has a bar that moves; elsewhere it has a line each
 * tenth, so that a log stays readable.
 */
public final class Terminal implements AutoCloseable {
  private static final int WIDTH = 100;

  private final PrintWriter out;
  private final boolean interactive;
  private final long started = System.nanoTime();
  private Optional<Work> work = Optional.empty();

  private record Work(String name, long total, Optional<ProgressBar> bar, long[] tenth) {}

  public Terminal(PrintWriter out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  /** The terminal of this process. */
  public static Terminal standard() {
    return new Terminal(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8), Screen.ofProcess().isTerminal());
  }

  /** Whether a line can be drawn over. */
  public boolean isInteractive() {
    return interactive;
  }

  /** A line with the time since the start before it. */
  public synchronized void say(String text) {
    end();
    long seconds = (System.nanoTime() - started) / 1_000_000_000;
    print("[%02d:%02d] %s".formatted(seconds / 60, seconds % 60, text));
  }

  /** A line as it is. */
  public synchronized void print(String text) {
    end();
    out.println(text);
    out.flush();
  }

  /** How far the named work is; ends when another begins, or a line is printed. */
  public synchronized void progress(String name, long done, long total, String extra) {
    if (work.isEmpty() || !work.get().name().equals(name) || work.get().total() != total) {
      end();
      work =
          Optional.of(
              new Work(
                  name,
                  total,
                  interactive ? Optional.of(bar(name, total)) : Optional.empty(),
                  new long[] {0}));
    }
    Work current = work.get();
    current.bar().ifPresent(b -> b.stepTo(done).setExtraMessage(extra));
    if (current.bar().isEmpty() && total > 0 && done * 10 / total > current.tenth()[0]) {
      current.tenth()[0] = done * 10 / total;
      out.println(
          String.format(Locale.ROOT, "        %s: %d of %d %s", name, done, total, extra)
              .stripTrailing());
      out.flush();
    }
  }

  private static ProgressBar bar(String name, long total) {
    return new ProgressBarBuilder()
        .setTaskName("        " + name)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .setMaxRenderedLength(WIDTH)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  private void end() {
    work.flatMap(Work::bar).ifPresent(ProgressBar::close);
    work = Optional.empty();
  }

  @Override
  public synchronized void close() {
    end();
    out.flush();
  }
}
