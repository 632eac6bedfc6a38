package io.longshore.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A disk that takes what a process writes and fails when it shall be kept: strace answers each
 * fsync and fdatasync of the process with EIO. Ends with the process, at the latest.
 */
public final class FailingDisk implements AutoCloseable {
  private static final Duration ATTACHING = Duration.ofSeconds(10);
  private static final String INJECTED = "(INJECTED)";

  private final Process strace;
  private final Path trace;

  private FailingDisk(Process strace, Path trace) {
    this.strace = strace;
    this.trace = trace;
  }

  /**
   * Puts one under a process; empty if there is no strace, or it may not look at other processes.
   *
   * @param folder for what strace writes
   */
  public static Optional<FailingDisk> under(JavaProcess process, Path folder)
      throws InterruptedException {
    Path trace = folder.resolve("fsync-" + process.pid() + ".txt");
    var command =
        List.of(
            "strace",
            "-f",
            "-e",
            "trace=fsync,fdatasync",
            "-e",
            "inject=fsync,fdatasync:error=EIO",
            "-o",
            trace.toString(),
            "-p",
            Long.toString(process.pid()));
    try {
      var disk =
          new FailingDisk(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start(),
              trace);
      return disk.isAttached(process) ? Optional.of(disk) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isAttached(JavaProcess process) throws InterruptedException {
    long end = System.nanoTime() + ATTACHING.toNanos();
    while (System.nanoTime() < end && strace.isAlive()) {
      if (process.isTraced()) {
        return true;
      }
      Thread.sleep(50);
    }
    close();
    return false;
  }

  /** How many times it has failed so far. */
  public long failures() {
    try (var lines = Files.lines(trace)) {
      return lines.filter(line -> line.contains(INJECTED)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(trace + " cannot be read", e);
    }
  }

  /** As good as new. */
  @Override
  public void close() {
    strace.destroy();
  }
}
