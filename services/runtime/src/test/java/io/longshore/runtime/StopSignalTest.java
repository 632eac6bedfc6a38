package io.longshore.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopSignalTest {

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
  @EnabledOnOs(OS.LINUX)
  void what_runs_is_closed_before_any_shutdown_hook_runs(String signal, int status)
      throws Exception {
    assumeThat(isIgnored(status - 128)).as("SIG" + signal + " is ignored, as by nohup").isFalse();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .redirectErrorStream(true)
            .start();
    CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES)
        .execute(process.toHandle()::destroyForcibly);
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("running");

      send(signal, process);

      assertThat(out.lines()).containsExactly("closed", "hook");
      assertThat(process.waitFor()).isEqualTo(status);
    }
  }

  /** Whoever starts this process may have had it ignore a signal, and its children with it. */
  private static boolean isIgnored(int number) throws IOException {
    String mask =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow()
            .substring("SigIgn:".length())
            .strip();
    return (Long.parseUnsignedLong(mask, 16) >>> (number - 1) & 1) == 1;
  }

  private static void send(String signal, Process process) throws Exception {
    int status =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertThat(status).isZero();
  }

  /** Takes a moment to close, as a session does that is just being made. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] args) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
      var stop = new StopSignal();
      stop.listen();
      System.out.println("running");
      stop.await();
      Thread.sleep(300);
      System.out.println("closed");
      System.exit(stop.status().orElse(0));
    }
  }
}
