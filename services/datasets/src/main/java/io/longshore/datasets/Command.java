package io.longshore.datasets;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the operating system, run to its end. */
final class Command {

  private static final int LAST_LINES = 3;

  private Command() {}

  /**
   * Runs the command in the folder, with no input and no questions asked.
   *
   * @throws CommandFailedException with the last lines that it printed, when it does not end with 0
   *     in time
   * @throws IOException when there is no such program
   */
  static void run(Path folder, Duration patience, List<String> command) throws IOException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    Process process = builder.start();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CommandFailedException(
            String.join(" ", command) + " did not end within " + patience.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + command.get(0));
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new CommandFailedException(
          String.join(" ", command)
              + " ended with "
              + process.exitValue()
              + ": "
              + lastLines(output));
    }
  }

  private static String lastLines(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output);
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
