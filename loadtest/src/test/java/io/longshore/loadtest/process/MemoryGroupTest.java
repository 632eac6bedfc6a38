package io.longshore.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MemoryGroupTest {

  @Test
  void who_wants_more_than_the_group_has_is_killed_and_counted() throws InterruptedException {
    Optional<MemoryGroup> made = MemoryGroup.make("test", 64);
    if (made.isEmpty()) {
      System.err.println("SKIPPED: no control group can be made here");
      Assumptions.abort("no control group can be made here");
    }
    try (MemoryGroup group = made.orElseThrow()) {
      assertThat(group.limit()).isEqualTo(64 << 20);
      assertThat(group.kills()).isZero();
      assertThat(group.has(ProcessHandle.current().pid())).isFalse();

      assertThat(group.overflow(Duration.ofSeconds(60))).hasValue(JavaProcess.KILLED);

      assertThat(group.kills()).isEqualTo(1);
    }
  }
}
