package io.longshore.standalone.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A process that a test starts, with an end to the waiting for it. No interrupt wakes who reads
 * what a process says; when the process is killed, there is no more to read.
 */
public final class Child {
  /**
   * A process that has ended.
   *
   * @param words what it said, errors included
   */
  public record Said(int status, String words) {}

  private Child() {}

  /**
   * Runs a program to its end.
   *
   * @throws AssertionError if it was not over when the patience was
   */
  public static Said run(Duration patience, List<String> command)
      throws IOException, InterruptedException {
    return run(patience, new ProcessBuilder(command));
  }

  /** The same for a program with an environment, or an input, of its own. */
  public static Said run(Duration patience, ProcessBuilder program)
      throws IOException, InterruptedException {
    Process process = program.redirectErrorStream(true).start();
    long end = System.nanoTime() + patience.toNanos();
    killAfter(patience, process);
    String words = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = ended(process, patience);
    if (System.nanoTime() > end) {
      throw new AssertionError(
          "%s was not over within %d s; it said: %s"
              .formatted(program.command(), patience.toSeconds(), words));
    }
    return new Said(status, words);
  }

  /** Kills a process, and whatever it started, unless it is over by then. */
  public static void killAfter(Duration patience, Process process) {
    Executor then = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
    then.execute(
        () -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.toHandle().destroyForcibly(); // unlike the process itself, leaves its output open
        });
  }

  /**
   * Kills a process and returns when it is gone, so that nothing writes to its files any more.
   *
   * @throws AssertionError if it does not go
   */
  public static void kill(Process process) {
    try {
      var unused = ended(process.destroyForcibly(), Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The status of a process that is about to end.
   *
   * @throws AssertionError if it does not
   */
  public static int ended(Process process, Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(
          "process %d, %s, did not end within %d s"
              .formatted(
                  process.pid(),
                  process.info().commandLine().orElse("which is unknown"),
                  patience.toSeconds()));
    }
    return process.exitValue();
  }
}
