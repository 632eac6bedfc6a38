package io.longshore.standalone.latency;

import io.longshore.standalone.runtime.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scorers of one group, each a process of its own as in production. */
final class ScorerProcesses implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final String brokers;
  private final Path data;
  private final List<Process> running = new ArrayList<>();

  ScorerProcesses(String brokers, Path data) {
    this.brokers = brokers;
    this.data = data;
  }

  /** Starts one more; its name in reports is {@code scorer-NUMBER}. */
  void start() {
    String instance = Integer.toString(running.size() + 1);
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.longshore.scorer.ScorerMain")
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("scorer-" + instance + ".log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", brokers,
                "LONGSHORE_TOPICS_PARTITIONS", "4",
                "LONGSHORE_TOPICS_REPLICATION", "1",
                "LONGSHORE_TOPICS_MIN_IN_SYNC", "1",
                "LONGSHORE_ADMIN_PORT", "0",
                "LONGSHORE_INSTANCE", instance,
                "LONGSHORE_DATA_DIRECTORY", data.resolve("scorer-" + instance).toString(),
                "LONGSHORE_SCORER_WORKERS", "1"));
    try {
      running.add(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("a scorer could not be started", e);
    }
  }

  int count() {
    return running.size();
  }

  @Override
  public void close() {
    running.forEach(Process::destroy);
    running.forEach(process -> Child.killAfter(PATIENCE, process));
    running.forEach(process -> process.onExit().join());
  }
}
