package io.longshore.loadtest.audit;

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
import java.util.Optional;

/** Reads topics to their ends, as any Kafka client can. */
public final class TopicReading {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConnection kafka;

  public TopicReading(String bootstrapServers) {
    this.kafka =
        new KafkaConnection(
            Map.of("bootstrap.servers", bootstrapServers),
            new TopicNames(""),
            new SimpleMeterRegistry());
  }

  /** Every record there is now. */
  public <K, V> List<Received<K, V>> all(Topic<K, V> topic) {
    var records = new ArrayList<Received<K, V>>();
    try (var follower =
        Follower.start(
            kafka, topic, "load-test", new Health(broken -> {}), Clock.systemUTC(), records::add)) {
      follower.awaitCaughtUp(PATIENCE);
    }
    return List.copyOf(records);
  }

  /** The newest value there is now. */
  public <K, V> Optional<V> last(Topic<K, V> topic) {
    List<Received<K, V>> records = all(topic);
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(records.get(records.size() - 1).value());
  }
}
