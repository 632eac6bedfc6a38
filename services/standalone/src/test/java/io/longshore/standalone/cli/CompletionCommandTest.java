package io.longshore.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.standalone.runtime.Child;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script is given to a real shell. */
@Timeout(60)
class CompletionCommandTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;

  CompletionCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void bash_completes_commands() throws Exception {
    assertThat(completed("longshore", "rollo")).containsExactly("rollout");
    assertThat(completed("longshore", "re")).contains("rejects", "reproduce", "replay");
    assertThat(completed("longshore", "rollout", "his")).containsExactly("history");
  }

  @Test
  void bash_completes_options_and_their_values() throws Exception {
    assertThat(completed("longshore", "status", "--wa")).containsExactly("--watch");
    assertThat(completed("longshore", "status", "--output", "j")).containsExactly("json");
    assertThat(completed("longshore", "models", "--color", "n")).containsExactly("never");
  }

  @Test
  void zsh_finds_its_own_first_line() {
    assertThat(script("zsh")).startsWith("#compdef longshore\n").contains("bashcompinit");
  }

  @Test
  void a_shell_nobody_knows_is_a_usage_error() {
    var err = new StringWriter();

    int status =
        Longshore.commandLine(Screen.FILE)
            .setErr(new PrintWriter(err))
            .execute("completion", "fish");

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("fish");
  }

  private List<String> completed(String... words) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("completion.bash"), script("bash"));
    String ask =
        """
        set -e
        compopt() { :; } # a builtin that works under the TAB key alone
        source '%s'
        COMP_WORDS=(%s)
        COMP_CWORD=%d
        _complete_longshore
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, String.join(" ", words), words.length - 1);
    Child.Said said = Child.run(PATIENCE, List.of("bash", "--norc", "-c", ask));
    assertThat(said.status()).as(said.words()).isZero();
    return said.words().lines().map(String::strip).toList();
  }

  private static String script(String shell) {
    var out = new StringWriter();
    Longshore.commandLine(Screen.FILE).setOut(new PrintWriter(out)).execute("completion", shell);
    return out.toString();
  }
}
