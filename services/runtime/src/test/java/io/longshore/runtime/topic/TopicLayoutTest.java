package io.longshore.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.schemas.Topics;
import org.junit.jupiter.api.Test;

class TopicLayoutTest {
  private final TopicLayout layout = new TopicLayout(12, (short) 3, 2);

  @Test
  void only_topics_that_scale_have_many_partitions() {
    assertThat(layout.partitions(Topics.IMAGES)).isEqualTo(12);
    assertThat(layout.partitions(Topics.LABELS)).isEqualTo(12);
    assertThat(layout.partitions(Topics.ROLLOUTS)).isEqualTo(1);
  }

  @Test
  void what_a_topic_keeps_is_in_its_configuration() {
    assertThat(layout.configuration(Topics.IMAGES))
        .containsEntry("cleanup.policy", "delete")
        .doesNotContainKey("retention.ms");
    assertThat(layout.configuration(Topics.MODELS)).containsEntry("cleanup.policy", "compact");
    assertThat(layout.configuration(Topics.ARTIFACTS))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", "-1");
  }

  @Test
  void every_topic_takes_the_largest_record_and_needs_two_copies() {
    assertThat(Topics.all())
        .allSatisfy(
            topic ->
                assertThat(layout.configuration(topic))
                    .containsEntry("max.message.bytes", "4194304")
                    .containsEntry("min.insync.replicas", "2"));
  }

  @Test
  void a_new_topic_takes_records_of_a_clock_that_is_hours_ahead_and_an_old_one_need_not() {
    assertThat(Topics.all())
        .allSatisfy(
            topic -> {
              assertThat(layout.creation(topic))
                  .containsAllEntriesOf(layout.configuration(topic))
                  .containsEntry("message.timestamp.after.max.ms", "86400000");
              assertThat(layout.configuration(topic))
                  .doesNotContainKey("message.timestamp.after.max.ms");
            });
  }

  @Test
  void a_layout_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> new TopicLayout(0, (short) 3, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TopicLayout(2, (short) 1, 2))
        .hasMessageContaining("replication 1, min.insync.replicas 2");
  }
}
