package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChildTest {
  private static final Duration LONG = Duration.ofSeconds(50);

  @Test
  void a_program_that_ends_is_known_by_its_status_and_its_words() throws Exception {
    assertThat(Child.run(LONG, List.of("sh", "-c", "echo tide; echo ebb >&2; exit 3")))
        .isEqualTo(new Child.Said(3, "tide\nebb\n"));
  }

  @Test
  void a_program_that_does_not_end_is_killed_with_what_it_started_and_told_of() {
    List<String> endless = List.of("sh", "-c", "echo waiting; sleep 600; echo never");

    assertThatThrownBy(() -> Child.run(Duration.ofSeconds(1), endless))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was not over within 1 s; it said: ");
  }
}
