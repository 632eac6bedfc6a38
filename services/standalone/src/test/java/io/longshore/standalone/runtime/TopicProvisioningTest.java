package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicMisconfiguredException;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.runtime.topic.TopicProvisioning;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@Timeout(120)
class TopicProvisioningTest {
  private final KafkaConnection kafka;
  private final Admin admin;
  private final TopicProvisioning provisioning;

  TopicProvisioningTest(KafkaConnection kafka) {
    this.kafka = kafka;
    this.admin = kafka.admin("test-provisioning");
    this.provisioning = provisioning(TestTopics.LAYOUT);
  }

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void every_topic_is_created_and_verified() throws Exception {
    provisioning.create(Topics.all());
    provisioning.verify(Topics.all());

    List<String> wanted = Topics.all().stream().map(t -> kafka.names().of(t)).toList();
    assertThat(admin.listTopics().names().get()).containsAll(wanted);
  }

  @Test
  void a_record_of_a_clock_two_hours_ahead_is_taken_and_one_of_next_month_is_not()
      throws Exception {
    provisioning.create(List.of(Topics.IMAGES));
    String images = kafka.names().of(Topics.IMAGES);
    long now = System.currentTimeMillis();
    try (var producer = kafka.producer("test-clock", Map.of())) {

      producer.send(stamped(images, now + Duration.ofHours(2).toMillis())).get();

      assertThatThrownBy(
              () -> producer.send(stamped(images, now + Duration.ofDays(30).toMillis())).get())
          .hasCauseInstanceOf(InvalidTimestampException.class);
    }
  }

  private static ProducerRecord<byte[], byte[]> stamped(String topic, long timestamp) {
    return new ProducerRecord<>(topic, 0, timestamp, new byte[1], new byte[1]);
  }

  @Test
  void creating_again_changes_nothing() {
    provisioning.create(List.of(Topics.IMAGES, Topics.MODELS));

    provisioning.create(List.of(Topics.IMAGES, Topics.MODELS));

    assertThatCode(() -> provisioning.verify(List.of(Topics.IMAGES, Topics.MODELS)))
        .doesNotThrowAnyException();
  }

  @Test
  void a_compacted_topic_that_deletes_is_refused() throws Exception {
    create(Topics.MODELS, 1, Map.of("cleanup.policy", "delete"));

    assertRefused(Topics.MODELS, "has cleanup.policy=delete, needs compact");
  }

  @Test
  void a_topic_of_decisions_with_a_retention_is_refused() throws Exception {
    create(Topics.ADAPTATIONS, 1, Map.of("retention.ms", "86400000"));

    assertRefused(Topics.ADAPTATIONS, "has retention.ms=86400000, needs -1");
  }

  @Test
  void another_number_of_partitions_is_refused_with_the_setting() throws Exception {
    create(Topics.IMAGES, 3, Map.of());

    assertRefused(Topics.IMAGES, "has 3 partitions, needs 2 (longshore.topics.partitions)");
  }

  @Test
  void too_small_a_record_limit_is_refused_and_a_larger_one_is_not() throws Exception {
    create(Topics.IMAGES, 2, Map.of("max.message.bytes", "1048588"));
    create(Topics.LABELS, 2, Map.of("max.message.bytes", "9000000"));

    assertRefused(Topics.IMAGES, "has max.message.bytes=1048588, needs 4194304");
    assertThatCode(() -> provisioning.verify(List.of(Topics.LABELS))).doesNotThrowAnyException();
  }

  @Test
  void too_few_copies_are_refused_with_the_setting() throws Exception {
    create(Topics.IMAGES, 2, Map.of());
    var replicated = provisioning(new TopicLayout(2, (short) 3, 2));

    assertThatThrownBy(() -> replicated.verify(List.of(Topics.IMAGES)))
        .isInstanceOf(TopicMisconfiguredException.class)
        .hasMessageContaining("has replication 1, needs 3 (longshore.topics.replication)")
        .hasMessageContaining("has min.insync.replicas=1, needs 2");
  }

  @Test
  void more_copies_than_brokers_cannot_be_created_and_the_setting_is_named() {
    var replicated = provisioning(new TopicLayout(2, (short) 3, 2));

    assertThatThrownBy(() -> replicated.create(List.of(Topics.IMAGES)))
        .isInstanceOf(TopicMisconfiguredException.class)
        .hasMessageContaining(kafka.names().of(Topics.IMAGES))
        .hasMessageContaining("(longshore.topics.replication)");
  }

  @Test
  void a_topic_that_is_not_there_is_named() {
    assertRefused(Topics.IMAGES, "it does not exist");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() throws Exception {
    create(Topics.IMAGES, 3, Map.of("min.insync.replicas", "2"));
    create(Topics.MODELS, 1, Map.of("cleanup.policy", "compact,delete"));

    assertThatThrownBy(() -> provisioning.verify(List.of(Topics.IMAGES, Topics.MODELS)))
        .hasMessageContainingAll(
            "has 3 partitions, needs 2",
            "has min.insync.replicas=2, needs 1",
            "has cleanup.policy=compact,delete, needs compact");
  }

  @Test
  void a_cluster_that_does_not_answer_is_no_topics_fault() {
    var nowhere =
        new KafkaConnection(
            Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "default.api.timeout.ms", "500",
                "request.timeout.ms", "400"),
            new TopicNames(""),
            new SimpleMeterRegistry());

    try (Admin silent = nowhere.admin("test-nowhere")) {
      var unreachable = new TopicProvisioning(silent, nowhere.names(), TestTopics.LAYOUT);

      assertThatThrownBy(() -> unreachable.create(Topics.all()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Kafka does not answer (kafka.bootstrap.servers)");
    }
  }

  private TopicProvisioning provisioning(TopicLayout layout) {
    return new TopicProvisioning(admin, kafka.names(), layout, Duration.ofSeconds(1));
  }

  private void create(Topic<?, ?> topic, int partitions, Map<String, String> over)
      throws Exception {
    var configuration = new HashMap<>(TestTopics.LAYOUT.configuration(topic));
    configuration.putAll(over);
    var wanted =
        new NewTopic(kafka.names().of(topic), partitions, (short) 1).configs(configuration);
    admin.createTopics(List.of(wanted)).all().get();
  }

  private void assertRefused(Topic<?, ?> topic, String why) {
    assertThatThrownBy(() -> provisioning.verify(List.of(topic)))
        .isInstanceOf(TopicMisconfiguredException.class)
        .hasMessageContaining(kafka.names().of(topic))
        .hasMessageContaining(why);
  }
}
