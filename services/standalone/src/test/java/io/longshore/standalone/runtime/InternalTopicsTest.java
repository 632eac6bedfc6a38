package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicMisconfiguredException;
import io.longshore.tracker.streams.InternalTopics;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@Timeout(120)
class InternalTopicsTest {
  private static final TopicLayout THREE = new TopicLayout(1, (short) 3, 2);
  private static final TopicLayout ONE = new TopicLayout(1, (short) 1, 1);

  private final KafkaConnection kafka;
  private final String application;

  InternalTopicsTest(KafkaConnection kafka) {
    this.kafka = kafka;
    this.application = kafka.names().group("tracker");
  }

  @Test
  void old_ones_with_too_few_copies_are_refused_by_name() throws Exception {
    String changelog = application + "-counts-changelog";
    String strange = application + "-notes";
    try (Admin admin = kafka.admin("test-internal")) {
      admin
          .createTopics(
              List.of(new NewTopic(changelog, 1, (short) 1), new NewTopic(strange, 1, (short) 1)))
          .all()
          .get();
      awaitListed(admin, changelog, strange);

      assertThatThrownBy(() -> InternalTopics.requireCopies(admin, application, THREE))
          .isInstanceOf(TopicMisconfiguredException.class)
          .hasMessageContaining(changelog + " has replication 1, needs 3")
          .hasMessageContaining("longshore.topics.replication")
          .hasMessageNotContaining(strange);
      assertThatCode(() -> InternalTopics.requireCopies(admin, application, ONE))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void where_there_are_none_yet_nothing_is_refused() throws Exception {
    try (Admin admin = kafka.admin("test-internal")) {
      assertThatCode(() -> InternalTopics.requireCopies(admin, application + "-new", THREE))
          .doesNotThrowAnyException();
    }
  }

  /** The controller has made them; the broker that is asked hears of it a moment later. */
  private static void awaitListed(Admin admin, String... topics) throws Exception {
    while (!admin.listTopics().names().get().containsAll(List.of(topics))) {
      Thread.sleep(20);
    }
  }
}
