package io.longshore.runtime.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetsTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final TopicPartition IMAGES_0 = new TopicPartition("images", 0);
  private static final TopicPartition IMAGES_1 = new TopicPartition("images", 1);
  private static final TopicPartition LABELS_0 = new TopicPartition("labels", 0);
  private static final List<Readership> GROUPS =
      List.of(
          new Readership("scorer", List.of("images")),
          new Readership("tracker", List.of("labels")));

  @Test
  void a_group_is_behind_by_what_lies_after_its_commits() {
    var offsets =
        new Offsets(
            Map.of("scorer", Map.of(IMAGES_0, 40L, IMAGES_1, 70L)),
            Map.of(),
            Map.of(IMAGES_0, 100L, IMAGES_1, 100L),
            Map.of());

    Lag lag = offsets.lag(GROUPS, "scorer", NOW);

    assertThat(lag.topics()).containsExactly(new TopicLag("scorer", "images", 90, 60));
  }

  @Test
  void a_group_that_never_committed_is_behind_by_all_that_is_there() {
    var offsets = new Offsets(Map.of(), Map.of(LABELS_0, 25L), Map.of(LABELS_0, 100L), Map.of());

    Lag lag = offsets.lag(GROUPS, "scorer", NOW);

    assertThat(lag.records("tracker", "labels")).isEqualTo(75);
  }

  @Test
  void scorers_go_on_after_the_last_prediction_and_nobody_else_does() {
    var offsets =
        new Offsets(
            Map.of("scorer", Map.of(IMAGES_0, 40L), "tracker", Map.of(IMAGES_0, 40L)),
            Map.of(),
            Map.of(IMAGES_0, 100L),
            Map.of(IMAGES_0, 95L));

    Lag lag = offsets.lag(GROUPS, "scorer", NOW);

    assertThat(lag.records("scorer", "images")).isEqualTo(5);
    assertThat(lag.records("tracker", "images")).isEqualTo(60);
  }

  @Test
  void a_prediction_before_the_commit_takes_nothing_back() {
    var offsets =
        new Offsets(
            Map.of("scorer", Map.of(IMAGES_0, 40L)),
            Map.of(),
            Map.of(IMAGES_0, 100L),
            Map.of(IMAGES_0, 10L));

    Lag lag = offsets.lag(GROUPS, "scorer", NOW);

    assertThat(lag.partitions()).containsExactly(new PartitionLag("scorer", "images", 0, 40, 100));
  }

  @Test
  void a_commit_newer_than_the_end_is_no_negative_lag() {
    var offsets =
        new Offsets(
            Map.of("tracker", Map.of(LABELS_0, 101L)), Map.of(), Map.of(LABELS_0, 100L), Map.of());

    Lag lag = offsets.lag(GROUPS, "scorer", NOW);

    assertThat(lag.records("tracker", "labels")).isZero();
  }

  @Test
  void commits_for_a_topic_that_is_gone_say_nothing() {
    var offsets =
        new Offsets(Map.of("tracker", Map.of(LABELS_0, 10L)), Map.of(), Map.of(), Map.of());

    Lag lag = offsets.lag(GROUPS, "scorer", NOW);

    assertThat(lag.partitions()).isEmpty();
  }
}
