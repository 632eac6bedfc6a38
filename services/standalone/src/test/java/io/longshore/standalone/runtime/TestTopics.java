package io.longshore.standalone.runtime;

import io.longshore.runtime.Health;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicProvisioning;
import io.longshore.schemas.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics of a test: making them, reading them whole, and writing what is no record. */
public final class TestTopics {
  static final TopicLayout LAYOUT = new TopicLayout(2, (short) 1, 1);

  private TestTopics() {}

  static void create(KafkaConnection kafka, Topic<?, ?>... topics) {
    try (Admin admin = kafka.admin("test-topics")) {
      var provisioning = new TopicProvisioning(admin, kafka.names(), LAYOUT);
      provisioning.create(Arrays.asList(topics));
      provisioning.verify(Arrays.asList(topics));
    }
  }

  /** Every readable value on a topic. */
  public static <V> List<V> values(KafkaConnection kafka, Topic<?, V> topic) {
    var values = new ArrayList<V>();
    try (var follower =
        Follower.start(
            kafka,
            topic,
            "test-reads",
            new Health(reason -> {}),
            Clock.systemUTC(),
            record -> values.add(record.value()))) {
      follower.awaitCaughtUp(Duration.ofSeconds(30));
    }
    return values;
  }

  /** Writes bytes as they are to partition 0. */
  static RecordMetadata writeRaw(
      KafkaConnection kafka, Topic<?, ?> topic, byte @Nullable [] key, byte @Nullable [] value) {
    try (var producer =
        new KafkaProducer<>(
            kafka.properties(Map.of("max.request.size", "4194304")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(kafka.names().of(topic), 0, key, value)).get();
    } catch (Exception e) {
      throw new IllegalStateException("the test could not write", e);
    }
  }
}
