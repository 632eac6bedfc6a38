package io.longshore.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.runtime.Health;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.admin.Pages;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.runtime.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsDefaultsTest {

  @Test
  void it_runs_exactly_once_unless_the_operator_says_otherwise() {
    assertThat(config(Map.of()).getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
    assertThat(
            config(Map.of("processing.guarantee", "at_least_once"))
                .getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo(StreamsConfig.AT_LEAST_ONCE);
  }

  @Test
  void its_own_topics_are_as_safe_as_those_that_it_reads() {
    StreamsConfig defaults = config(Map.of());

    assertThat(defaults.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG)).isEqualTo(3);
    assertThat(defaults.originalsWithPrefix(StreamsConfig.TOPIC_PREFIX))
        .containsEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
  }

  @Test
  void a_restarted_process_is_known_by_the_same_ids() {
    Map<String, Object> consumer = config(Map.of()).getMainConsumerConfigs("g", "c", 0);

    assertThat(consumer).containsEntry("group.instance.id", "acme.longshore-tracker-west-0");
    assertThat(new StableClients("acme.longshore-tracker-west").stable("app-3f2c-91-2"))
        .isEqualTo("acme.longshore-tracker-west-2");
  }

  private static StreamsConfig config(Map<String, String> operators) {
    var kafka = new HashMap<>(operators);
    kafka.put("bootstrap.servers", "nowhere:9092");
    var meters = new SimpleMeterRegistry();
    var context =
        new ServiceContext(
            "reef",
            "west",
            new KafkaConnection(kafka, new TopicNames("acme."), meters),
            Clock.systemUTC(),
            meters,
            new Health(reason -> {}),
            Path.of("target"),
            Pages.NOWHERE,
            Tracing.OFF);
    Properties properties =
        context
            .kafka()
            .properties(StreamsDefaults.of("tracker", new TopicLayout(4, (short) 3, 2), context));
    return new StreamsConfig(properties);
  }
}
