package io.longshore.loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadFileTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void every_workload_that_is_shipped_can_be_read() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of("workloads"))) {
      files = all.sorted().toList();
    }

    assertThat(files).hasSizeGreaterThan(7);
    for (Path file : files) {
      assertThat(WorkloadFile.read(file).schedule().sends()).as(file.toString()).isPositive();
    }
  }

  @Test
  void a_key_that_is_none_is_refused_by_name() throws IOException {
    Path file = Files.writeString(folder.resolve("odd.properties"), "rate=5\nraet=6\n");

    assertThatThrownBy(() -> WorkloadFile.read(file))
        .hasMessageContaining("odd.properties")
        .hasMessageContaining("'raet'")
        .hasMessageContaining("rate");
  }

  @Test
  void a_value_that_cannot_be_is_refused_with_its_key() throws IOException {
    Path file = Files.writeString(folder.resolve("odd.properties"), "poison-share=1.5\n");

    assertThatThrownBy(() -> WorkloadFile.read(file))
        .hasMessageContaining("poison-share is 1.5, must be from 0.0 to 1.0");
  }

  @Test
  void poison_past_ingest_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("odd.properties"), "via=kafka\npoison-share=0.1");

    assertThatThrownBy(() -> WorkloadFile.read(file)).hasMessageContaining("only ingest");
  }
}
