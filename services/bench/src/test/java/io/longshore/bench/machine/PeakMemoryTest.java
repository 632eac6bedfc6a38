package io.longshore.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeakMemoryTest {

  @Test
  void a_kernel_that_forgets_is_asked_for_the_peak(@TempDir Path process) throws IOException {
    Files.writeString(process.resolve("status"), "VmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n");

    try (PeakMemory memory = PeakMemory.of(process)) {
      assertThat(memory.megabytes()).hasValue(2);
    }
    assertThat(process.resolve("clear_refs")).hasContent("5");
  }

  @Test
  void a_kernel_that_does_not_is_asked_for_what_is_held(@TempDir Path process) throws IOException {
    Files.createDirectory(process.resolve("clear_refs"));
    Files.writeString(process.resolve("status"), "VmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n");

    try (PeakMemory memory = PeakMemory.of(process)) {
      assertThat(memory.megabytes()).hasValue(1);
    }
  }

  @Test
  void without_proc_nobody_knows(@TempDir Path process) {
    try (PeakMemory memory = PeakMemory.of(process.resolve("nowhere"))) {
      assertThat(memory.megabytes()).isEmpty();
    }
  }
}
