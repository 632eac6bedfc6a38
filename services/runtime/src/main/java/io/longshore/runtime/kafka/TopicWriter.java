package io.longshore.runtime.kafka;

import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topic;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Writes typed records to one topic. Safe for use by several threads.
 *
 * <p>The first record to each partition is waited for: a flood into a just-created partition can
 * leave an idempotent producer stuck for ever (<a
 * href="https://issues.apache.org/jira/browse/KAFKA-15591">KAFKA-15591</a>).
 */
public final class TopicWriter<K, V> implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final Producer<byte[], byte[]> producer;
  private final KafkaClientMetrics metrics;
  private final Topic<K, V> topic;
  private final String name;
  private final Set<Integer> contacted = ConcurrentHashMap.newKeySet();
  private volatile int partitions;

  TopicWriter(
      Producer<byte[], byte[]> producer,
      KafkaClientMetrics metrics,
      Topic<K, V> topic,
      String name) {
    this.producer = producer;
    this.metrics = metrics;
    this.topic = topic;
    this.name = name;
  }

  /**
   * Sends a record; the key chooses the partition. Completes when the broker has acknowledged it.
   */
  public CompletableFuture<RecordMetadata> send(K key, V value) {
    return send(null, key, value, Map.of());
  }

  /** Sends a record with headers beside those of its value. */
  public CompletableFuture<RecordMetadata> send(K key, V value, Map<String, byte[]> more) {
    return send(null, key, value, more);
  }

  /** Sends a record to a given partition. */
  public CompletableFuture<RecordMetadata> send(int partition, K key, V value) {
    return send(Integer.valueOf(partition), key, value, Map.of());
  }

  /**
   * Sends a record and waits for the acknowledgement.
   *
   * @throws RecordNotWrittenException if the broker did not take it
   */
  public RecordMetadata write(K key, V value) {
    return await(send(key, value));
  }

  /** Removes a key from a compacted topic, and waits for the acknowledgement. */
  public void remove(K key) {
    await(send(new ProducerRecord<>(name, topic.key().encode(key), null)));
  }

  private CompletableFuture<RecordMetadata> send(
      @Nullable Integer partition, K key, V value, Map<String, byte[]> more) {
    Encoded encoded = topic.value().encode(value);
    var headers = new RecordHeaders();
    encoded.headers().forEach(headers::add);
    more.forEach(headers::add);
    return send(
        new ProducerRecord<>(name, partition, topic.key().encode(key), encoded.bytes(), headers));
  }

  private CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    int partition;
    try {
      partition = partitionOf(record);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return contacted.contains(partition) ? dispatch(record) : firstContact(partition, record);
  }

  /**
   * Where the record will lie: Kafka's own rule for keys. The record itself is not told: the
   * producer hears of new partitions, which we do not, and its settings may have another rule. If
   * we are wrong, a first record is not waited for; it still lies where every other writer of the
   * topic puts its key.
   */
  private int partitionOf(ProducerRecord<byte[], byte[]> record) {
    if (record.partition() != null) {
      return record.partition();
    }
    if (partitions == 0) {
      partitions = producer.partitionsFor(name).size();
    }
    return Utils.toPositive(Utils.murmur2(record.key())) % partitions;
  }

  private synchronized CompletableFuture<RecordMetadata> firstContact(
      int partition, ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<RecordMetadata> sent = dispatch(record);
    if (contacted.contains(partition)) {
      return sent; // another thread made the contact while this one waited for its turn
    }
    try {
      sent.join();
      contacted.add(partition);
    } catch (CompletionException e) {
      return sent; // the caller learns of the failure from the future itself
    }
    return sent;
  }

  private CompletableFuture<RecordMetadata> dispatch(ProducerRecord<byte[], byte[]> record) {
    var done = new CompletableFuture<RecordMetadata>();
    try {
      var unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  done.complete(metadata);
                } else {
                  done.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  /**
   * Sends what is buffered and waits for one acknowledgement.
   *
   * @throws RecordNotWrittenException if the broker did not take it
   */
  public RecordMetadata await(CompletableFuture<RecordMetadata> sent) {
    producer.flush();
    try {
      return sent.join();
    } catch (CompletionException e) {
      throw new RecordNotWrittenException(name, Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  /** Sends what is buffered and waits for it. */
  public void flush() {
    producer.flush();
  }

  public Topic<K, V> topic() {
    return topic;
  }

  /** Sends what is buffered, for a bounded time, and closes. */
  @Override
  public void close() {
    metrics.close();
    producer.close(CLOSING);
  }
}
