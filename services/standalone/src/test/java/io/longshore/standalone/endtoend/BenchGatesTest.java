package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of the gates from the command line, with few and short runs. */
class BenchGatesTest {

  @Test
  void rows_are_printed_and_written(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("gates.json");

    Cli cli =
        Cli.run("bench", "gates", "--runs", "2", "--horizon", "3000", "--json", json.toString());

    assertThat(cli.status()).isZero();
    assertThat(cli.out()).contains("3 points worse on few-shot classes", "accuracy after 2,000");
    assertThat(Files.readString(json)).contains("\"rows\"", "\"rightAtLeast\"", "\"margin-few\"");
  }

  @Test
  void a_wrong_option_is_told_in_a_sentence() {
    assertThat(Cli.run("bench", "gates", "--runs", "0").err()).contains("at least one run");
  }
}
