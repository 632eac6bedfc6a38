package io.longshore.runtime.admin;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The registry of a process. Longshore's own metrics are all kept; of the hundreds that Kafka's
 * clients offer only those on an allow-list.
 *
 * <p>Names that Kafka draws anew at each start are cut out of the values of tags, but no filter may
 * take tags from Kafka's metrics: the binder of each new client would then take the metrics of the
 * others for less detailed ones of its own, and remove them.
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
          "kafka.producer.txn.commit.time.ns.total",
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.task.dropped.records.total",
          "kafka.stream.task.restore.remaining.records.total",
          "kafka.stream.thread.blocked.time.ns.total",
          "kafka.stream.thread.process.latency.avg");

  private static final Pattern UUID =
      Pattern.compile("-?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

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

              @Override
              public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("kafka.") && isDrawn(id)
                    ? id.replaceTags(id.getTags().stream().map(Metrics::stable).toList())
                    : id;
              }
            });
    return registry;
  }

  private static boolean isDrawn(Meter.Id id) {
    return id.getTags().stream().anyMatch(tag -> UUID.matcher(tag.getValue()).find());
  }

  /** What Kafka draws anew at each start would make a new series of it each time. */
  private static Tag stable(Tag tag) {
    return Tag.of(tag.getKey(), UUID.matcher(tag.getValue()).replaceAll(""));
  }
}
