package io.longshore.scorer.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most memory that a process has had resident, as Linux tells it from outside ({@code
 * proc_pid_status(5)}, {@code VmHWM}). Elsewhere it reads 0, and a limit on it does not bite.
 */
final class ResidentPeak {
  private static final Pattern LINE = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  /** What Linux takes as "begin anew at what is resident now" ({@code proc_pid_clear_refs(5)}). */
  private static final String RESET = "5";

  private final Path process;

  ResidentPeak(long pid) {
    this.process = Path.of("/proc", Long.toString(pid));
  }

  long bytes() {
    try {
      Matcher line = LINE.matcher(Files.readString(process.resolve("status")));
      return line.find() ? 1024 * Long.parseLong(line.group(1)) : 0;
    } catch (IOException e) {
      return 0; // it has ended, or this is not Linux
    }
  }

  void reset() {
    try {
      Files.writeString(process.resolve("clear_refs"), RESET);
    } catch (IOException e) {
      // Then the peak of an earlier candidate counts for this one too.
    }
  }
}
