package io.longshore.loadtest.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(400)
class KillSmokeTest {

  @Test
  void two_kills_lose_nothing_and_do_nothing_twice(@TempDir Path directory) {
    var printed = new StringWriter();

    int status =
        new CommandLine(new KillTest())
            .setOut(new PrintWriter(printed, true))
            .execute(
                "--class-path", System.getProperty("java.class.path"),
                "--directory", directory.resolve("run").toString(),
                "--kills", "2",
                "--longest-life", "4",
                "--rate", "30");

    System.out.println(printed);
    assertThat(status).as(printed.toString()).isZero();
    assertThat(printed.toString())
        .contains("kills proven              2 of 2")
        .endsWith("nothing was lost, nothing was done twice" + System.lineSeparator());
  }
}
