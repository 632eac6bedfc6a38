package io.longshore.runtime.kafka;

import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topic;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Writes typed records to one topic. Safe for use by several threads.
 *
 * <p>The first record to each partition is waited for: a flood into a just-created partition can
 * leave an idempotent producer stuck for ever (<a
 * href="https://issues.apache.org/jira/browse/KAFKA-15591">KAFKA-15591</a>).
 */
public final class TopicWriter<K, V> implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final KafkaClientMetrics metrics;
  private final Topic<K, V> topic;
  private final String name;
  private final Set<Integer> contacted = ConcurrentHashMap.newKeySet();
  private volatile boolean allContacted;

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
    return send(null, key, value);
  }

  /** Sends a record to a given partition. */
  public CompletableFuture<RecordMetadata> send(int partition, K key, V value) {
    return send(Integer.valueOf(partition), key, value);
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
    await(dispatch(new ProducerRecord<>(name, topic.key().encode(key), null)));
  }

  private CompletableFuture<RecordMetadata> send(@Nullable Integer partition, K key, V value) {
    Encoded encoded = topic.value().encode(value);
    var headers = new RecordHeaders();
    encoded.headers().forEach(headers::add);
    var record =
        new ProducerRecord<>(name, partition, topic.key().encode(key), encoded.bytes(), headers);
    if (allContacted) {
      return dispatch(record);
    }
    return firstContact(record);
  }

  private synchronized CompletableFuture<RecordMetadata> firstContact(
      ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<RecordMetadata> sent = dispatch(record);
    try {
      contacted.add(sent.join().partition());
    } catch (CompletionException e) {
      return sent; // the caller learns of the failure from the future itself
    }
    allContacted = contacted.size() >= producer.partitionsFor(name).size();
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

  private RecordMetadata await(CompletableFuture<RecordMetadata> sent) {
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

  @Override
  public void close() {
    metrics.close();
    producer.close();
  }
}
