package io.longshore.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.schemas.Topics;
import org.junit.jupiter.api.Test;

class TopicNamesTest {

  @Test
  void the_prefix_goes_before_topics_and_groups() {
    var names = new TopicNames("beach.");

    assertThat(names.of(Topics.IMAGES)).isEqualTo("beach.images");
    assertThat(names.group("scorer")).isEqualTo("beach.longshore-scorer");
  }

  @Test
  void the_prefix_may_be_empty() {
    var names = new TopicNames("");

    assertThat(names.of(Topics.IMAGES)).isEqualTo("images");
    assertThat(names.group("scorer")).isEqualTo("longshore-scorer");
  }

  @Test
  void a_prefix_that_no_topic_may_have_is_refused() {
    assertThatThrownBy(() -> new TopicNames("sea side/")).hasMessageContaining("'sea side/'");
    assertThatThrownBy(() -> new TopicNames("x".repeat(101)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
