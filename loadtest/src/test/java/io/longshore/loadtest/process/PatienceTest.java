package io.longshore.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PatienceTest {

  @Test
  void what_is_there_is_seen_without_any_patience() throws InterruptedException {
    assertThat(new Patience(Duration.ZERO).sees(() -> true)).isTrue();
  }

  @Test
  void what_comes_later_is_seen() throws InterruptedException {
    var looks = new AtomicInteger();

    assertThat(Patience.ofSeconds(60).sees(() -> looks.incrementAndGet() == 3)).isTrue();

    assertThat(looks).hasValue(3);
  }

  @Test
  void what_is_found_is_told() throws InterruptedException {
    var looks = new AtomicInteger();

    Optional<Integer> found =
        Patience.ofSeconds(60)
            .finds(() -> Optional.of(looks.incrementAndGet()).filter(look -> look > 1));

    assertThat(found).contains(2);
  }

  @Test
  void what_never_comes_is_given_up() throws InterruptedException {
    assertThat(new Patience(Duration.ofMillis(1)).sees(() -> false)).isFalse();
  }
}
