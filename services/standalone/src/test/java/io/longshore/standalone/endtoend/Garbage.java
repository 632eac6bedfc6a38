package io.longshore.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.schemas.Cleanup;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A record that is none, as any client with access to a topic could write it.
 *
 * @param key null for none
 */
record Garbage(byte @Nullable [] key, byte[] value, Map<String, byte[]> headers) {

  /**
   * One of each kind that a reader could stumble over; the values are all different. A record
   * without a key is refused by Kafka itself on a compacted topic.
   */
  static List<Garbage> ofEveryKind(Topic<?, ?> topic) {
    var random = new Random(topic.name().hashCode());
    return Stream.of(
            new Garbage(bytes(random, 40), bytes(random, 300), Map.of()),
            new Garbage(null, bytes(random, 30), Map.of("trace", bytes(random, 8))),
            new Garbage("text".getBytes(UTF_8), new byte[0], Map.of("empty", new byte[0])),
            new Garbage(
                "default".getBytes(UTF_8),
                bytes(random, 200),
                Map.of(
                    "longshore-schema", "label.v1".getBytes(UTF_8),
                    "content-type", bytes(random, 20),
                    "ce_type", "io.longshore.image.v1".getBytes(UTF_8))),
            new Garbage(
                "default".getBytes(UTF_8),
                "{\"className\": \"ant\"}".getBytes(UTF_8),
                Map.of("longshore-schema", bytes(random, 12))))
        .filter(garbage -> garbage.key() != null || topic.cleanup() != Cleanup.COMPACT)
        .toList();
  }

  /** A record of the topic that lacks its last byte. */
  static <K, V> Garbage truncated(Topic<K, V> topic, K key, V value) {
    Encoded whole = topic.value().encode(value);
    return new Garbage(
        topic.key().encode(key),
        Arrays.copyOf(whole.bytes(), whole.bytes().length - 1),
        whole.headers());
  }

  /** As large as a record of the deployment may be: once its value, once a header. */
  static List<Garbage> asLargeAsCanBe() {
    int most = TopicLayout.RECORD_BYTES - 150;
    return List.of(
        new Garbage("large".getBytes(UTF_8), bytes(new Random(1), most), Map.of()),
        new Garbage(
            "large".getBytes(UTF_8),
            new byte[] {1},
            Map.of("longshore-schema", "x".repeat(most).getBytes(UTF_8))));
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Writes the records to partition 0 of a topic, whatever the topic expects. */
  static void write(KafkaConnection kafka, Topic<?, ?> topic, List<Garbage> records) {
    try (var producer =
        new KafkaProducer<>(
            kafka.properties(
                Map.of("max.request.size", Integer.toString(TopicLayout.RECORD_BYTES))),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Garbage record : records) {
        var headers = new RecordHeaders();
        new TreeMap<>(record.headers()).forEach(headers::add);
        producer
            .send(
                new ProducerRecord<>(
                    kafka.names().of(topic), 0, record.key(), record.value(), headers))
            .get();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the test could not write to " + topic, e);
    }
  }
}
