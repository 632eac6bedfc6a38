package io.longshore.runtime.admin;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;

/**
 * The registry of a process. Longshore's own metrics are all kept; of the hundreds that Kafka's
 * clients offer only those on an allow-list.
 *
 * <p>No filter may take tags from Kafka's metrics: the binder of each new client would then take
 * the metrics of the others for less detailed ones of its own, and remove them.
 */
public final class Metrics {
  private static final Set<String> KAFKA =
      Set.of(
          "kafka.consumer.fetch.manager.records.lag.max",
          "kafka.consumer.fetch.manager.records.consumed.total",
          "kafka.consumer.coordinator.rebalance.total",
          "kafka.consumer.coordinator.failed.rebalance.total",
          "kafka.producer.record.send.total",
          "kafka.producer.record.error.total",
          "kafka.producer.record.retry.total",
          "kafka.producer.request.latency.avg",
          "kafka.producer.txn.commit.time.ns.total");

  private Metrics() {}

  /** A Prometheus registry that keeps what is worth a series. */
  public static PrometheusMeterRegistry registry() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public MeterFilterReply accept(Meter.Id id) {
                return !id.getName().startsWith("kafka.") || KAFKA.contains(id.getName())
                    ? MeterFilterReply.NEUTRAL
                    : MeterFilterReply.DENY;
              }
            });
    return registry;
  }
}
