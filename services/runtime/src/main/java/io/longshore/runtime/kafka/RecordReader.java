package io.longshore.runtime.kafka;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.MalformedRecordException;
import io.longshore.schemas.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads the records of one topic; what cannot be read becomes a reject that keeps the payload
 * whole.
 */
public final class RecordReader<K, V> {

  /** A record read, or why it cannot be. */
  public sealed interface Outcome<K, V> {
    /** A valid record. */
    record Read<K, V>(Received<K, V> received) implements Outcome<K, V> {}

    /** A tombstone: the key has no value any more. */
    record Gone<K, V>(K key) implements Outcome<K, V> {}

    /** Not a valid record of the topic. */
    record Unreadable<K, V>(Reject reject) implements Outcome<K, V> {}
  }

  private final Topic<K, V> topic;
  private final String service;
  private final Clock clock;

  public RecordReader(Topic<K, V> topic, String service, Clock clock) {
    this.topic = topic;
    this.service = service;
    this.clock = clock;
  }

  public Outcome<K, V> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.key() == null) {
        throw new MalformedRecordException(RejectReason.MALFORMED_RECORD, "the record has no key");
      }
      K key = topic.key().decode(record.key());
      if (record.value() == null) {
        return new Outcome.Gone<>(key);
      }
      var encoded = new Encoded(record.value(), headers(record));
      V value = topic.value().decode(encoded);
      return new Outcome.Read<>(
          new Received<>(
              key,
              value,
              record.partition(),
              record.offset(),
              Instant.ofEpochMilli(record.timestamp()),
              encoded.headers()));
    } catch (MalformedRecordException e) {
      return new Outcome.Unreadable<>(reject(record, e));
    }
  }

  /** A valid record that the service cannot accept, as a reject with its payload whole. */
  public Reject reject(Received<K, V> received, RejectReason reason, String message) {
    Encoded original = topic.value().encode(received.value());
    var headers = new HashMap<>(original.headers());
    headers.putAll(received.headers());
    return new Reject(
        service,
        reason,
        message,
        Optional.empty(),
        position(received.partition(), received.offset()),
        topic.key().encode(received.key()),
        headers,
        original.bytes(),
        clock.instant());
  }

  private Reject reject(ConsumerRecord<byte[], byte[]> record, MalformedRecordException e) {
    return new Reject(
        service,
        e.reason(),
        String.valueOf(e.getMessage()),
        Optional.ofNullable(e.getCause()).map(Throwable::toString),
        position(record.partition(), record.offset()),
        record.key() == null ? new byte[0] : record.key(),
        headers(record),
        record.value() == null ? new byte[0] : record.value(),
        clock.instant());
  }

  private String position(int partition, long offset) {
    return topic.name() + "/" + partition + "@" + offset;
  }

  private static Map<String, byte[]> headers(ConsumerRecord<?, ?> record) {
    Header[] all = record.headers().toArray();
    if (all.length == 1 && all[0].value() != null) {
      return Map.of(all[0].key(), all[0].value());
    }
    var headers = new HashMap<String, byte[]>();
    for (Header header : all) {
      if (header.value() != null) {
        headers.put(header.key(), header.value());
      }
    }
    return headers;
  }
}
