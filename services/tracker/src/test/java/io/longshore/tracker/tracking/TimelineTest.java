package io.longshore.tracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.drift.LabelOrder;
import io.longshore.tracker.label.ClassAdditions;
import io.longshore.tracker.label.ClassLabels;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.memory.Written;
import io.longshore.tracker.tracking.Step.BucketEnded;
import io.longshore.tracker.tracking.Step.PlanFollowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final TimelineRules RULES =
      TimelineRules.of(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(10));
  private static final long SILENCE = 1_200;

  private final Timeline timeline = new Timeline(RULES);

  @Test
  void a_bucket_is_over_when_every_partition_is_past_it() {
    timeline.expect(2, 0);
    timeline.add(batch(0, 5, 6_000), 0);
    timeline.add(batch(1, 5, 5_300), 0);
    assertThat(timeline.due(0)).isEmpty();
    timeline.add(batch(1, 6, 6_000), 0);

    assertThat(timeline.due(0))
        .containsExactly(new BucketEnded(5, List.of(batch(0, 5, 6_000), batch(1, 5, 5_300))));
    assertThat(timeline.due(0)).as("once").isEmpty();
  }

  @Test
  void a_partition_that_says_nothing_is_not_waited_for() {
    timeline.expect(2, 0);
    timeline.add(batch(0, 5, 7_000), 1_100);

    assertThat(timeline.due(1_199)).isEmpty();
    assertThat(timeline.due(1_200)).hasSize(1);
  }

  @Test
  void after_standing_by_partitions_are_waited_for_anew() {
    timeline.expect(2, 0);
    timeline.expect(2, 5_000);
    timeline.add(batch(0, 5, 7_000), 6_100);

    assertThat(timeline.due(6_199)).isEmpty();
    assertThat(timeline.due(6_200)).hasSize(1);
  }

  @Test
  void a_partition_that_lags_too_far_is_not_waited_for() {
    timeline.expect(2, 0);
    timeline.add(batch(1, 1, 1_000), 0);
    timeline.add(batch(0, 11, 11_999), 0);
    assertThat(timeline.due(0)).isEmpty();
    timeline.add(batch(0, 12, 12_000), 0);

    assertThat(timeline.due(0))
        .extracting(step -> ((BucketEnded) step).bucket())
        .containsExactly(1L);
  }

  @Test
  void the_last_bucket_is_over_when_nothing_comes() {
    timeline.add(batch(0, 5, 5_999), 0);

    assertThat(timeline.due(SILENCE - 1)).isEmpty();
    assertThat(timeline.due(SILENCE)).hasSize(1);
  }

  @Test
  void what_comes_for_a_bucket_that_is_over_counts_in_the_next() {
    timeline.add(batch(0, 5, 6_000), 0);
    timeline.due(0);
    timeline.add(batch(1, 4, 4_000), 0);
    timeline.add(batch(0, 7, 7_000), 0);

    assertThat(timeline.due(SILENCE))
        .extracting(step -> ((BucketEnded) step).bucket())
        .containsExactly(6L, 7L);
    assertThat(timeline.late()).isEqualTo(1);
  }

  @Test
  void events_take_effect_before_the_labels_of_their_bucket() {
    var early = new PlanFollowed(5_900, 1, Optional.empty());
    var late = new PlanFollowed(8_000, 2, Optional.empty());
    timeline.add(late);
    timeline.add(early);
    timeline.add(batch(0, 5, 6_000), 0);
    timeline.add(batch(0, 6, 6_000), 0);

    assertThat(timeline.rest())
        .containsExactly(
            early,
            new BucketEnded(5, List.of(batch(0, 5, 6_000))),
            new BucketEnded(6, List.of(batch(0, 6, 6_000))),
            late);
  }

  @Test
  void an_event_in_a_silence_takes_effect_at_once() {
    timeline.expect(2, 0);
    timeline.add(new PlanFollowed(5_000, 1, Optional.empty()));

    assertThat(timeline.due(SILENCE)).hasSize(1);
  }

  @Test
  void what_waits_survives() {
    var written = new Written();
    timeline.add(new PlanFollowed(5_000, 1, Optional.empty()));
    timeline.add(batch(0, 5, 5_000), 0);
    timeline.memory().writeChanges(written);

    var again = new Timeline(RULES);
    written.restore(again.memory());

    assertThat(again.rest()).isEqualTo(timeline.rest()).hasSize(2);
  }

  private static LabelBatch batch(int partition, long bucket, long latest) {
    return new LabelBatch(
        partition,
        bucket,
        latest,
        1,
        1,
        Instant.EPOCH,
        LabelOrder.NONE,
        ClassAdditions.of(Map.of("cat", new ClassLabels(1, 1, List.of()))));
  }
}
