package io.longshore.loadtest.tracker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program as a process of its own, printing to a file. */
final class JavaProcess implements AutoCloseable {
  private final String name;
  private final Process process;

  private JavaProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param options of the virtual machine, then the main class and its arguments
   */
  static JavaProcess start(
      String name,
      String classPath,
      List<String> options,
      Map<String, String> environment,
      Path printed) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath));
    command.addAll(options);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(printed.toFile()));
    builder.environment().putAll(environment);
    try {
      return new JavaProcess(name, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  /** Waits for its end; it must be a good one. */
  void await() throws InterruptedException {
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException(name + " ended with " + exit);
    }
  }

  void checkAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " ended by itself with " + process.exitValue());
    }
  }

  /** Processor time used so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  long pid() {
    return process.pid();
  }

  /**
   * Kills it as {@code kill -9} does.
   *
   * @return what it exited with
   */
  int kill() throws InterruptedException {
    return process.destroyForcibly().waitFor();
  }

  /** Asks it to stop, and insists after a while. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
