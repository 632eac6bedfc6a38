package io.longshore.loadtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(400)
class FaultSmokeTest {

  @Test
  void a_killed_leader_a_killed_tracker_and_a_graceful_stop_cost_nothing(@TempDir Path directory) {
    var printed = new StringWriter();

    int status =
        new CommandLine(new FaultTest())
            .setOut(new PrintWriter(printed, true))
            .execute(
                "--class-path",
                System.getProperty("java.class.path"),
                "--directory",
                directory.resolve("run").toString(),
                "--profile",
                "SMOKE",
                "--rate",
                "30");

    System.out.println(printed);
    assertThat(status).as(printed.toString()).isZero();
    assertThat(printed.toString())
        .contains("kill -9: broker", "kill -9: tracker-0", "SIGTERM: ingest-0")
        .endsWith("every promise that was tried was kept" + System.lineSeparator());
  }
}
