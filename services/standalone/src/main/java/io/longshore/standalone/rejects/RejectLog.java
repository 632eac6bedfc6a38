package io.longshore.standalone.rejects;

import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The rejects topics, read without joining a group. Payloads are let go at once: all of them
 * together may be larger than memory. Used by one thread.
 */
public final class RejectLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConnection kafka;
  private final Consumer<byte[], byte[]> consumer;

  public RejectLog(KafkaConnection kafka) {
    this.kafka = kafka;
    this.consumer = kafka.consumer("cli-rejects", Map.of("max.partition.fetch.bytes", "8388608"));
  }

  /** The services that refuse records. */
  public static List<Writer> services() {
    return Arrays.stream(Writer.values()).filter(writer -> writer != Writer.OPERATOR).toList();
  }

  /** Every reject of some services, without payloads; of each service oldest first. */
  public List<KeptReject> summaries(List<Writer> services) {
    var summaries = new ArrayList<KeptReject>();
    for (Writer service : services) {
      read(service, (at, reject) -> summaries.add(KeptReject.of(service, at, reject)));
    }
    return List.copyOf(summaries);
  }

  /** Reads a service's rejects up to where they end now, each with its position. */
  public void read(Writer service, BiConsumer<Long, Reject> listener) {
    TopicPartition partition = partition(service);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long patientUntil = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < end) {
      var records = consumer.poll(POLL);
      records.forEach(
          record -> decode(service, record).ifPresent(r -> listener.accept(record.offset(), r)));
      if (!records.isEmpty()) {
        patientUntil = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > patientUntil) {
        throw new IllegalStateException(
            "%s gave no records for %s before its end".formatted(partition.topic(), PATIENCE));
      }
    }
  }

  /**
   * One reject, whole.
   *
   * @throws IllegalStateException if it is not there any more
   */
  public Reject at(Writer service, long position) {
    TopicPartition partition = partition(service);
    consumer.assign(List.of(partition));
    consumer.seek(partition, position);
    long patientUntil = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < patientUntil) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() == position) {
          return decode(service, record)
              .orElseThrow(() -> new IllegalStateException("no reject lies at " + position));
        }
      }
    }
    throw new IllegalStateException(
        "the reject at %s@%d cannot be read".formatted(partition.topic(), position));
  }

  /** What lies on a rejects topic and is no reject is passed over: nobody refused it. */
  private static Optional<Reject> decode(Writer service, ConsumerRecord<byte[], byte[]> record) {
    Topic<String, Reject> topic = Topics.rejects(service);
    var reader = new RecordReader<>(topic, "cli", Clock.systemUTC());
    return reader.read(record) instanceof RecordReader.Outcome.Read<String, Reject> read
        ? Optional.of(read.received().value())
        : Optional.empty();
  }

  private TopicPartition partition(Writer service) {
    return new TopicPartition(kafka.names().of(Topics.rejects(service)), 0);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
