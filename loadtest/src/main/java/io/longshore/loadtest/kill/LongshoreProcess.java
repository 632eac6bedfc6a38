package io.longshore.loadtest.kill;

import io.longshore.loadtest.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code longshore up} as a process of its own, started as often as wanted over the same folder and
 * ports.
 */
final class LongshoreProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String classPath;
  private final Path folder;
  private final Map<String, String> settings;
  private final int kafkaPort = Ports.free();
  private final int httpPort = Ports.free();
  private final int adminPort = Ports.free();
  private @Nullable Process process;

  /**
   * @param classPath of the launcher
   * @param folder of its data and of what it prints
   */
  LongshoreProcess(String classPath, Path folder, Map<String, String> settings) {
    this.classPath = classPath;
    this.folder = folder;
    this.settings = Map.copyOf(settings);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }

  int httpPort() {
    return httpPort;
  }

  /** Where it prints to. */
  Path printed() {
    return folder.resolve("printed.log");
  }

  void start() {
    var builder =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(printed().toFile()));
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Longshore could not be started", e);
    }
  }

  private List<String> command() {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-cp",
                classPath,
                "io.longshore.standalone.cli.Longshore",
                "up",
                "--data-directory",
                folder.resolve("data").toString(),
                "--kafka-port",
                Integer.toString(kafkaPort),
                "--http-port",
                Integer.toString(httpPort),
                "--admin-port",
                Integer.toString(adminPort)));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    return command;
  }

  /** Waits until it takes images; a model need not be live yet. */
  void awaitIngest() throws InterruptedException {
    await("takes images", body -> body.contains("ingest: ready"));
  }

  /** Waits until every part is ready. */
  void awaitReady() throws InterruptedException {
    await(
        "is ready",
        body ->
            body.contains("ingest: ready")
                && body.lines().allMatch(part -> part.endsWith(": ready")));
  }

  private void await(String what, Predicate<String> condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(health())) {
      if (!running().isAlive()) {
        throw new IllegalStateException(
            "Longshore ended by itself with %d; see %s"
                .formatted(running().exitValue(), printed()));
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "Longshore still not %s after %s; see %s".formatted(what, PATIENCE, printed()));
      }
      Thread.sleep(100);
    }
  }

  private String health() throws InterruptedException {
    try {
      URI uri = URI.create("http://127.0.0.1:" + adminPort + "/health/ready");
      return http.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    }
  }

  long pid() {
    return running().pid();
  }

  /**
   * Kills it as {@code kill -9} does.
   *
   * @return what it exited with, once it is gone
   */
  int kill() throws InterruptedException {
    running().destroyForcibly();
    return running().waitFor();
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("Longshore was not started");
    }
    return process;
  }

  /** Asks it to stop, and insists after a while. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
