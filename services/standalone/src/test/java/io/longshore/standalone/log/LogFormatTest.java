package io.longshore.standalone.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.standalone.log.LogFormat.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFormatTest {

  @ParameterizedTest
  @CsvSource({
    "'', CONTAINER, json",
    "auto, TERMINAL_IN_CONTAINER, text",
    "Auto, ELSEWHERE, file",
    "text, CONTAINER, text",
    "json, ELSEWHERE, json",
    "file, CONTAINER, file",
    "xml, ELSEWHERE, file"
  })
  void what_is_said_counts_and_else_where_the_process_runs(
      String said, Surroundings surroundings, String word) {
    assertThat(LogFormat.choose(said, surroundings)).isEqualTo(word);
  }

  @Test
  void a_container_is_known_by_what_its_maker_leaves(@TempDir Path docker, @TempDir Path bare)
      throws Exception {
    Files.createFile(docker.resolve(".dockerenv"));
    Map<String, String> kubernetes = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1");

    assertThat(LogFormat.surroundings(Map.of(), docker)).isEqualTo(Surroundings.CONTAINER);
    assertThat(LogFormat.surroundings(kubernetes, bare)).isEqualTo(Surroundings.CONTAINER);
    assertThat(LogFormat.surroundings(Map.of(), bare)).isEqualTo(Surroundings.ELSEWHERE);
  }

  @Test
  void somebody_looks_when_standard_error_is_a_terminal(@TempDir Path root) throws Exception {
    Files.createFile(root.resolve(".dockerenv"));
    Path descriptors = Files.createDirectories(root.resolve("proc/self/fd"));
    Files.createSymbolicLink(descriptors.resolve("2"), Path.of("/dev/pts/0"));

    assertThat(LogFormat.surroundings(Map.of(), root))
        .isEqualTo(Surroundings.TERMINAL_IN_CONTAINER);
  }
}
