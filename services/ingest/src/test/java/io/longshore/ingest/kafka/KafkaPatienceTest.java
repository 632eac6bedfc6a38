package io.longshore.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class KafkaPatienceTest {
  private static final KafkaPatience PATIENCE =
      new KafkaPatience(Duration.ofSeconds(2), Duration.ofSeconds(30), 2 << 20, 64 << 20);

  @Test
  void an_absent_broker_is_given_up_soon_and_the_largest_image_fits() {
    Properties properties = properties(Map.of("bootstrap.servers", "localhost:1"));

    assertThat(properties)
        .containsEntry("max.block.ms", "2000")
        .containsEntry("delivery.timeout.ms", "30000")
        .containsEntry("request.timeout.ms", "10000");
    assertThat(Long.parseLong(properties.getProperty("max.request.size"))).isGreaterThan(2 << 20);
    assertThat(Long.parseLong(properties.getProperty("buffer.memory"))).isGreaterThan(64 << 20);
  }

  @Test
  void what_the_operator_sets_wins() {
    Properties properties =
        properties(Map.of("bootstrap.servers", "localhost:1", "max.block.ms", "77"));

    assertThat(properties).containsEntry("max.block.ms", "77");
  }

  private static Properties properties(Map<String, String> settings) {
    var meters = new SimpleMeterRegistry();
    var connection = new KafkaConnection(settings, new TopicNames(""), meters);
    return PATIENCE.of(connection, meters).properties(Map.of());
  }
}
