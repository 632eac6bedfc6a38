package io.longshore.loadtest.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The whole of Longshore as one child process over one data folder: started, killed with SIGKILL,
 * started again.
 */
final class Victim implements AutoCloseable {
  private static final Duration STARTING = Duration.ofMinutes(3);

  /**
   * Nothing is learned well by the smallest network, so no gate; what is tested is that nothing is
   * lost.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "longshore.trainer.recipe", "tiny",
          "longshore.trainer.held-out-fraction", "0",
          "longshore.tracker.first-model-labels", "300",
          "longshore.tracker.first-model-quiet", "PT3S",
          "longshore.rollout.gate.over-chance", "0",
          "longshore.rollout.gate.balanced-margin", "1",
          "longshore.rollout.gate.few-margin", "1");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final String classPath;
  private final Path data;
  private final int kafkaPort = freePort();
  private final int httpPort = freePort();
  private final int adminPort = freePort();
  private Process process;

  @SuppressWarnings("NullAway.Init") // a victim is started by whoever makes it
  Victim(String classPath, Path data) {
    this.classPath = classPath;
    this.data = data;
    this.process = spawn();
  }

  /** Starts it again on the same folder and the same ports. */
  void restart() {
    process = spawn();
  }

  /**
   * Kills it.
   *
   * @return the process id that is gone
   * @throws IllegalStateException if it was not there to be killed, or did not die
   */
  long kill() throws InterruptedException {
    long pid = process.pid();
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "process " + pid + " had ended before it could be killed; see " + log());
    }
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 137) {
      throw new IllegalStateException("process " + pid + " did not die of SIGKILL");
    }
    return pid;
  }

  /** Waits until every part says that it is ready. */
  void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + STARTING.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "the process ended with " + process.exitValue() + "; see " + log());
      }
      if (isReady()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException(
        "the process was not ready within " + STARTING + "; see " + log());
  }

  int httpPort() {
    return httpPort;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }

  private boolean isReady() throws InterruptedException {
    URI ready = URI.create("http://127.0.0.1:" + adminPort + "/health/ready");
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private Process spawn() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-Dai.djl.offline=true",
            "-Dlongshore.log.file=" + data.resolve("longshore.log"),
            "-cp",
            classPath,
            "io.longshore.standalone.cli.Longshore",
            "up",
            "--data-directory=" + data,
            "--kafka-port=" + kafkaPort,
            "--http-port=" + httpPort,
            "--admin-port=" + adminPort));
    SETTINGS.forEach((key, value) -> command.add("--set=" + key + "=" + value));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    try {
      java.nio.file.Files.createDirectories(data);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the process cannot be started", e);
    }
  }

  private Path log() {
    return data.resolve("output.log");
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
