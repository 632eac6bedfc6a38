package io.longshore.standalone.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import io.longshore.standalone.broker.LocalBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KilledBrokerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void a_process_that_is_killed_loses_nothing_that_was_acknowledged(@TempDir Path folder)
      throws Exception {
    int acknowledged = runAndKill(folder, 500);

    List<String> runs;
    try (var broker = LocalBroker.start(folder, 0)) {
      var kafka =
          new KafkaConnection(
              Map.of("bootstrap.servers", broker.bootstrapServers()),
              new TopicNames(""),
              new SimpleMeterRegistry());
      runs = TestTopics.values(kafka, Topics.TRAINING).stream().map(TrainingEvent::run).toList();
    }

    assertThat(acknowledged).isGreaterThanOrEqualTo(500);
    assertThat(runs)
        .startsWith(
            IntStream.range(0, acknowledged).mapToObj(i -> "run-" + i).toArray(String[]::new));
    assertThat(runs).doesNotHaveDuplicates();
  }

  /** Kills the process after so many acknowledgements; returns how many it had said at its end. */
  private static int runAndKill(Path folder, int after) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DoomedProcess.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    Child.killAfter(PATIENCE, process);
    int acknowledged = 0;
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith("acknowledged ")) {
          acknowledged++;
        }
        if (acknowledged == after) {
          process.toHandle().destroyForcibly(); // unlike the process itself, leaves its output open
        }
        line = lines.readLine();
      }
    } finally {
      Child.kill(process);
    }
    return acknowledged;
  }
}
