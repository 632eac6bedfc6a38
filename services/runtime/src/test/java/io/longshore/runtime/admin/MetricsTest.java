package io.longshore.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final PrometheusMeterRegistry registry = Metrics.registry();

  @Test
  void longshores_own_metrics_are_all_kept() {
    Counter.builder("longshore.scorer.images").register(registry);
    Counter.builder("jvm.anything").register(registry);

    assertThat(registry.getMeters()).hasSize(2);
  }

  @Test
  void of_a_kafka_client_only_the_listed_metrics_are_kept() {
    try (var producer = producer("plans");
        var metrics = new KafkaClientMetrics(producer)) {
      metrics.bindTo(registry);

      assertThat(registry.getMeters())
          .extracting(meter -> meter.getId().getName())
          .containsExactlyInAnyOrder(
              "kafka.producer.record.send.total",
              "kafka.producer.record.error.total",
              "kafka.producer.record.retry.total",
              "kafka.producer.request.latency.avg",
              "kafka.producer.txn.commit.time.ns.total");
    }
  }

  @Test
  void every_client_of_a_process_has_its_own_series() {
    try (var plans = producer("plans");
        var rejects = producer("rejects");
        var ofPlans = new KafkaClientMetrics(plans);
        var ofRejects = new KafkaClientMetrics(rejects)) {
      ofPlans.bindTo(registry);
      ofRejects.bindTo(registry);

      String text = registry.scrape();

      assertThat(text)
          .containsPattern("kafka_producer_record_send_total\\{client_id=\"plans\",.*} 0.0")
          .containsPattern("kafka_producer_record_send_total\\{client_id=\"rejects\",.*} 0.0");
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String clientId) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", "127.0.0.1:1", "client.id", clientId);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
