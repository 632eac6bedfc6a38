package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drift benchmark from the command line, with few and short runs. */
class BenchDriftTest {
  private final Path folder;

  BenchDriftTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void rows_are_written_kept_and_tabulated() throws IOException {
    Path json = folder.resolve("drift.json");
    Path markdown = folder.resolve("drift.md");

    Cli first = bench("--json", json.toString(), "--data", folder.toString());
    String rows = Files.readString(json);
    Cli again = bench("--json", json.toString(), "--markdown", markdown.toString());

    assertThat(first.status()).isZero();
    assertThat(again.status()).isZero();
    assertThat(rows)
        .contains("\"detector\" : \"longshore\"", "\"scenario\" : \"bottom x20, bursts of 30\"");
    assertThat(Files.readString(json)).isEqualTo(rows);
    assertThat(Files.readString(markdown)).contains("| no drift | 10 | 100 | 10,847 | never |");
  }

  @Test
  void a_wrong_option_is_told_in_a_sentence() {
    assertThat(bench("--classes", "1").err()).contains("1 classes", "at least 2");
    assertThat(Cli.run("bench", "drift", "--detectors", "adwin").err())
        .contains("there is no detector 'adwin'", "longshore, always");
    assertThat(Cli.run("bench", "drift", "--runs", "0").err()).contains("at least one run");
  }

  @Test
  void the_help_lists_the_detectors() {
    assertThat(Cli.run("bench", "drift", "--help").out()).contains("chi2-batch");
  }

  private static Cli bench(String... more) {
    String[] all = {
      "bench",
      "drift",
      "--detectors",
      "longshore,never",
      "--classes",
      "10",
      "--imbalance",
      "100",
      "--runs",
      "2",
      "--horizon",
      "800",
      "--threads",
      "2"
    };
    String[] arguments = Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, arguments, all.length, more.length);
    return Cli.run(arguments);
  }
}
