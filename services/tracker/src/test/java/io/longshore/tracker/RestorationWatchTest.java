package io.longshore.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.runtime.Health;
import io.longshore.tracker.streams.Restorations;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestorationWatchTest {
  private static final TopicPartition CHANGELOG = new TopicPartition("counts-changelog", 1);

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Health health = new Health(reason -> {});
  private final Restorations restorations = new Restorations(() -> now);
  private final RestorationWatch watch =
      new RestorationWatch(restorations, "tracker", health, () -> now);

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void health_says_how_far_a_tracker_is_that_waits() {
    health.waiting("tracker", "partitions are being assigned");
    restorations.onRestoreStart(CHANGELOG, "counts", 100, 900);

    assertThat(watch.look()).as("nothing to warn of").isEmpty();

    assertThat(health.inWords())
        .isEqualTo(
            "tracker: waiting, counts-changelog-1 is read back, at 100 of 900, and was no further 0 s ago");
  }

  @Test
  void it_warns_once_in_five_minutes_of_what_gets_nowhere() {
    restorations.onRestoreStart(CHANGELOG, "counts", 100, 900);
    pass(Duration.ofSeconds(61));

    assertThat(watch.look())
        .contains("counts-changelog-1 is read back, at 100 of 900, and was no further 61 s ago");
    pass(Duration.ofSeconds(299));
    assertThat(watch.look()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(watch.look()).isPresent();
  }

  @Test
  void it_is_silent_once_all_is_read_back() {
    restorations.onRestoreStart(CHANGELOG, "counts", 100, 900);
    pass(Duration.ofMinutes(2));
    restorations.onRestoreEnd(CHANGELOG, "counts", 800);

    assertThat(watch.look()).isEmpty();
    assertThat(health.inWords()).isEmpty();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
