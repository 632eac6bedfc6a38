package io.longshore.scorer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private long now = 17;
  private final Patience patience = new Patience(Duration.ofSeconds(10), () -> now);

  @Test
  void pauses_grow_up_to_two_seconds() {
    List<Long> pauses = new ArrayList<>();
    for (int failure = 0; failure < 8; failure++) {
      assertThat(patience.bears()).isTrue();
      pauses.add(patience.pause().toMillis());
    }

    assertThat(pauses).containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
  }

  @Test
  void it_ends_so_long_after_the_first_failure() {
    assertThat(patience.bears()).isTrue();
    after(Duration.ofMillis(9_999));
    assertThat(patience.bears()).isTrue();
    after(Duration.ofMillis(1));

    assertThat(patience.bears()).isFalse();
  }

  @Test
  void a_success_makes_it_new() {
    assertThat(patience.bears()).isTrue();
    after(Duration.ofSeconds(9));
    patience.succeeded();
    after(Duration.ofSeconds(9));

    assertThat(patience.bears()).isTrue();
    assertThat(patience.pause()).isEqualTo(Duration.ofMillis(50));
  }

  private void after(Duration time) {
    now += time.toNanos();
  }
}
