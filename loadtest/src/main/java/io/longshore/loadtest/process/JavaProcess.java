package io.longshore.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A Java program as a process of its own, printing to a file. */
public final class JavaProcess implements AutoCloseable {
  /** What a shell says of a process ended by signal 9, which nothing can catch or fake. */
  public static final int KILLED = 128 + 9;

  private static final Duration STOPPING = Duration.ofSeconds(30);

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
  public static JavaProcess start(
      String name,
      String classPath,
      List<String> options,
      Map<String, String> environment,
      Path printed) {
    return start(name, List.of(), classPath, options, environment, printed);
  }

  /**
   * Starts it by another program, which must become it.
   *
   * @param ferry the other program and its arguments; none to start it as it is
   * @param options of the virtual machine, then the main class and its arguments
   */
  static JavaProcess start(
      String name,
      List<String> ferry,
      String classPath,
      List<String> options,
      Map<String, String> environment,
      Path printed) {
    var command = new ArrayList<>(ferry);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(classPath);
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
  public void await() throws InterruptedException {
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException(name + " ended with " + exit);
    }
  }

  /** Waits for its end, whatever it is; empty if that takes longer than the patience. */
  public OptionalInt awaitExit(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public void checkAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " ended by itself with " + process.exitValue());
    }
  }

  /** Processor time used so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Kills it as {@code kill -9} does.
   *
   * @return what it exited with
   */
  public int kill() throws InterruptedException {
    return process.destroyForcibly().waitFor();
  }

  /** Asks it to end, as an orchestrator does with SIGTERM, and does not wait. */
  public void terminate() {
    process.destroy();
  }

  /** Stops it where it is, with all its connections open, until {@link #resume}. */
  public void pause() {
    signal("-STOP");
  }

  public void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      int exit = new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill %s %d ended with %d".formatted(signal, pid(), exit));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no signal could be sent to " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending a signal to " + name, e);
    }
  }

  /** The kernel's letter for what it is at: R, S, D, Z, T for stopped; "gone" without a process. */
  public String state() {
    return status("State:").map(text -> text.substring(0, 1)).orElse("gone");
  }

  /** Whether another process looks at its system calls. */
  boolean isTraced() {
    return status("TracerPid:").filter(tracer -> !tracer.equals("0")).isPresent();
  }

  /** Resident memory, in MiB; 0 if it is gone. */
  public long residentMebibytes() {
    return status("VmRSS:").map(text -> Long.parseLong(text.split(" ")[0]) >> 10).orElse(0L);
  }

  private Optional<String> status(String key) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Asks it to stop, and insists after a while; returns when it is gone. */
  @Override
  public void close() {
    stop(STOPPING);
  }

  /** The same with another patience. */
  void stop(Duration patience) {
    if (process.isAlive() && state().equals("T")) {
      resume();
    }
    process.destroy();
    try {
      if (awaitExit(patience).isEmpty()) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
