package io.longshore.standalone.rejects;

import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits for rejects that come after it was opened: what is sent again may be refused again. Open it
 * before sending.
 */
public final class RefusalWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Writer> services;

  public RefusalWatch(KafkaConnection kafka) {
    this.services =
        RejectLog.services().stream()
            .collect(
                Collectors.toMap(
                    service -> new TopicPartition(kafka.names().of(Topics.rejects(service)), 0),
                    Function.identity()));
    this.consumer = kafka.consumer("cli-refusals", Map.of());
    consumer.assign(services.keySet());
    consumer.seekToEnd(services.keySet());
    services.keySet().forEach(consumer::position); // seeking is lazy: the end is that of now
  }

  /**
   * Listens for a while.
   *
   * @param sources of the records that were sent
   * @return those of them that were refused, each with its first refusal; returns early if all were
   */
  public Map<String, Reject> refusals(Set<String> sources, Duration patience) {
    var refused = new LinkedHashMap<String, Reject>();
    long until = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < until && refused.size() < sources.size()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        for (Reject reject : decoded(record)) {
          if (sources.contains(reject.source())) {
            refused.putIfAbsent(reject.source(), reject);
          }
        }
      }
    }
    return refused;
  }

  private List<Reject> decoded(ConsumerRecord<byte[], byte[]> record) {
    Writer service = services.get(new TopicPartition(record.topic(), record.partition()));
    if (service == null) {
      return List.of();
    }
    var reader = new RecordReader<>(Topics.rejects(service), "cli", Clock.systemUTC());
    return reader.read(record) instanceof RecordReader.Outcome.Read<String, Reject> read
        ? List.of(read.received().value())
        : List.of();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
