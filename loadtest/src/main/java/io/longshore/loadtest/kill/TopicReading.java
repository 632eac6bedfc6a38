package io.longshore.loadtest.kill;

import io.longshore.runtime.Health;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads whole topics as anybody with a Kafka client can. */
final class TopicReading {
  private final KafkaConnection kafka;

  TopicReading(String bootstrapServers) {
    this.kafka =
        new KafkaConnection(
            Map.of("bootstrap.servers", bootstrapServers),
            new TopicNames(""),
            new SimpleMeterRegistry());
  }

  <K, V> List<Received<K, V>> all(Topic<K, V> topic) {
    var records = new ArrayList<Received<K, V>>();
    try (var follower =
        Follower.start(
            kafka, topic, "kill-test", new Health(reason -> {}), Clock.systemUTC(), records::add)) {
      follower.awaitCaughtUp(Duration.ofSeconds(60));
    }
    return records;
  }
}
