package io.longshore.ingest.kafka;

import io.longshore.runtime.kafka.KafkaConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How long ingest waits for Kafka and how much it sends: an absent broker must become an answer to
 * the sender, not a hang.
 *
 * @param block for room in the producer's buffer or for the first word of the cluster
 * @param delivery for a record's acknowledgement, retries included
 * @param recordBytes largest image or reject
 * @param bufferBytes of the producer; as large as what may be in flight, so that the bound on that
 *     is the one that senders meet
 */
public record KafkaPatience(Duration block, Duration delivery, int recordBytes, long bufferBytes) {
  private static final int HEADERS = 64 * 1024;
  private static final long BATCHES = 8L << 20;

  /** The same connection with this patience, under what the operator has set. */
  public KafkaConnection of(KafkaConnection connection, MeterRegistry meters) {
    long request = Math.max(1, delivery.toMillis() / 3);
    Map<String, String> defaults =
        Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(block.toMillis()),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(delivery.toMillis()),
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(request),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(recordBytes + HEADERS),
            ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(bufferBytes + BATCHES));
    var settings = new HashMap<String, String>();
    connection
        .properties(defaults)
        .forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return new KafkaConnection(settings, connection.names(), meters);
  }
}
