package io.longshore.standalone.cli;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads topics to where they end now, and joins no group. A record that cannot be read is passed
 * over: its writer is told by its own rejects topic. Used by one thread.
 */
final class TopicReading implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** How long a broker may be silent. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Short waits: a long poll that is left open by a seek would cost its full time. */
  private static final Map<String, String> PROMPT =
      Map.of(
          "fetch.max.wait.ms",
          "20",
          "default.api.timeout.ms",
          "8000",
          "request.timeout.ms",
          "7000");

  private static final int FIRST_LOOK = 64;
  private static final int LAST_LOOK = FIRST_LOOK * FIRST_LOOK;

  private final KafkaConnection kafka;
  private final Consumer<byte[], byte[]> consumer;

  TopicReading(KafkaConnection kafka) {
    this.kafka = kafka;
    this.consumer = kafka.consumer("cli-reads", PROMPT);
  }

  /** Every record of a topic; of each partition oldest first. */
  <K, V> List<Received<K, V>> all(Topic<K, V> topic) {
    return newest(topic, Long.MAX_VALUE);
  }

  /** Latest value of each key, in the order of their first appearance. */
  <K, V> Map<K, V> latest(Topic<K, V> topic) {
    var latest = new LinkedHashMap<K, V>();
    all(topic).forEach(r -> latest.put(r.key(), r.value()));
    return latest;
  }

  /**
   * The latest value of one key, read from the end of the topic: a topic of snapshots may hold
   * thousands that are not compacted yet.
   */
  <K, V> Optional<V> last(Topic<K, V> topic, K key) {
    int most = FIRST_LOOK;
    while (true) {
      Optional<V> found =
          newest(topic, most).stream()
              .filter(record -> record.key().equals(key))
              .map(Received::value)
              .reduce((first, last) -> last);
      if (found.isPresent() || most >= LAST_LOOK) {
        return found.or(() -> Optional.ofNullable(latest(topic).get(key)));
      }
      most *= FIRST_LOOK;
    }
  }

  private <K, V> List<Received<K, V>> newest(Topic<K, V> topic, long most) {
    String name = kafka.names().of(topic);
    List<TopicPartition> partitions =
        consumer.partitionsFor(name).stream()
            .map(p -> new TopicPartition(name, p.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, first) ->
                consumer.seek(
                    partition, Math.max(first, ends.getOrDefault(partition, first) - most)));
    var reader = new RecordReader<>(topic, "cli", Clock.systemUTC());
    var all = new ArrayList<Received<K, V>>();
    long patientUntil = System.nanoTime() + PATIENCE.toNanos();
    while (!isAtEnd(ends)) {
      var records = consumer.poll(POLL);
      records.forEach(
          record -> {
            if (reader.read(record) instanceof RecordReader.Outcome.Read<K, V> read) {
              all.add(read.received());
            }
          });
      if (!records.isEmpty()) {
        patientUntil = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > patientUntil) {
        throw new TimeoutException(
            "topic %s gave nothing for %d s before its end".formatted(name, PATIENCE.toSeconds()));
      }
    }
    return all;
  }

  private boolean isAtEnd(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
