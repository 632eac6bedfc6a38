package io.longshore.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestorationsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final TopicPartition FIRST = new TopicPartition("counts-changelog", 0);
  private static final TopicPartition SECOND = new TopicPartition("counts-changelog", 1);

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Restorations restorations = new Restorations(() -> now);

  @Test
  void nothing_is_said_while_nothing_is_read_back() {
    assertThat(restorations.inWords()).isEmpty();
    assertThat(restorations.stuckFor(Duration.ZERO)).isEmpty();
  }

  @Test
  void it_says_how_far_it_is() {
    restorations.onRestoreStart(FIRST, "counts", 100, 900);
    restorations.onBatchRestored(FIRST, "counts", 499, 400);
    pass(Duration.ofSeconds(3));

    assertThat(restorations.inWords())
        .contains("counts-changelog-0 is read back, at 500 of 900, and was no further 3 s ago");
    assertThat(restorations.stuckFor(MINUTE)).isEmpty();
  }

  @Test
  void of_two_the_one_that_gets_nowhere_is_named() {
    restorations.onRestoreStart(FIRST, "counts", 0, 900);
    restorations.onRestoreStart(SECOND, "counts", 0, 8982);
    restorations.onBatchRestored(SECOND, "counts", 8977, 8978);
    pass(MINUTE.plusSeconds(1));
    restorations.onBatchRestored(FIRST, "counts", 99, 100);

    assertThat(restorations.stuckFor(MINUTE))
        .contains("counts-changelog-1 is read back, at 8978 of 8982, and was no further 61 s ago");
  }

  @Test
  void what_is_read_or_given_away_is_forgotten() {
    restorations.onRestoreStart(FIRST, "counts", 0, 900);
    restorations.onRestoreStart(SECOND, "counts", 0, 900);
    pass(MINUTE.multipliedBy(2));

    restorations.onRestoreEnd(FIRST, "counts", 900);
    restorations.onRestoreSuspended(SECOND, "counts", 0);

    assertThat(restorations.stuckFor(MINUTE)).isEmpty();
    assertThat(restorations.inWords()).isEmpty();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
