package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says when nothing runs. */
class CommandLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "ingest",
        "status",
        "models",
        "adapt",
        "policy",
        "export",
        "topics",
        "doctor",
        "completion",
        "replay",
        "promote",
        "rollback",
        "rejects",
        "soak",
        "bench",
        "reproduce",
        "bundle"
      })
  void each_command_explains_itself(String command) {
    Cli help = Cli.run(command, "--help");

    assertThat(help.status()).isZero();
    assertThat(help.out()).startsWith("Usage: longshore " + command);
    assertThat(Cli.run("--help").out()).contains("  " + command + " ");
  }

  @Test
  void without_a_command_it_says_what_there_is() {
    Cli bare = Cli.run();

    assertThat(bare.status()).isZero();
    assertThat(bare.out()).startsWith("Usage: longshore").contains("Examples:");
  }

  @Test
  void an_unknown_command_is_a_usage_error() {
    Cli wrong = Cli.run("statsu");

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("statsu").contains("status");
  }

  @Test
  void a_missing_option_is_told_in_two_lines() {
    Cli wrong = Cli.run("rollout", "pause");

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .startsWith("longshore: Missing required option: '--reason=TEXT'")
        .endsWith("'longshore rollout pause --help' says what there is%n".formatted())
        .hasLineCount(2);
  }

  @Test
  void a_wrong_broker_address_is_told_in_a_sentence() {
    Cli status = Cli.run("status", "-b", "127.0.0.1:1");

    assertThat(status.status()).isEqualTo(3);
    assertThat(status.out()).isEmpty();
    assertThat(status.err())
        .isEqualTo(
            "longshore: no Kafka answers at 127.0.0.1:1: the connection is refused; start Longshore with './longshore up' or name the broker with --bootstrap-server"
                + System.lineSeparator());
  }

  @Test
  void an_address_that_is_none_is_a_usage_error() {
    Cli status = Cli.run("status", "-b", "localhost");

    assertThat(status.status()).isEqualTo(2);
    assertThat(status.err())
        .startsWith("longshore: 'localhost' is no address of a broker: HOST:PORT is")
        .hasLineCount(1);
  }

  @Test
  void a_port_that_speaks_tls_is_told_within_seconds() throws Exception {
    try (var tls = TlsPort.open()) {
      Cli status = Cli.run("status", "-b", "127.0.0.1:" + tls.port());

      assertThat(status.status()).isEqualTo(3);
      assertThat(status.err())
          .startsWith(
              "longshore: 127.0.0.1:" + tls.port() + " speaks TLS and is asked in plain text")
          .contains("--command-config")
          .hasLineCount(1);
    }
  }

  @Test
  void where_it_happened_is_shown_on_demand_alone() {
    assertThat(Cli.run("status", "-b", "127.0.0.1:1").err()).doesNotContain("at io.longshore");
    assertThat(Cli.run("status", "--verbose", "-b", "127.0.0.1:1").err())
        .contains("at io.longshore.standalone.cli.");
  }

  @Test
  void watching_needs_a_terminal() {
    Cli status = Cli.run("status", "--watch");

    assertThat(status.status()).isEqualTo(2);
    assertThat(status.err()).contains("--watch draws over a terminal").hasLineCount(1);
  }

  @Test
  void a_data_set_that_is_not_there_is_told_in_a_sentence() {
    Cli ingest = Cli.run("ingest", "/nowhere/photos");

    assertThat(ingest.status()).isEqualTo(1);
    assertThat(ingest.err()).startsWith("longshore: ").contains("/nowhere/photos").hasLineCount(1);
  }

  @Test
  void an_unknown_recipe_is_answered_by_the_list() {
    Cli bench = Cli.run("bench", "ssd", "--recipe", "ce,papper");

    assertThat(bench.status()).isEqualTo(1);
    assertThat(bench.err())
        .startsWith("longshore: there is no recipe 'papper'")
        .contains("paper")
        .hasLineCount(1);
  }

  @Test
  void an_unknown_setting_is_told_with_its_key(@TempDir Path data) {
    Cli up =
        Cli.run(
            "up",
            "--kafka-port",
            "0",
            "--data-directory",
            data.toString(),
            "--set",
            "longshore.trainer.sede=1");

    assertThat(up.status()).isEqualTo(2);
    assertThat(up.err()).contains("longshore.trainer.sede");
  }
}
