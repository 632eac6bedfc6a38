package io.longshore.runtime.kafka;

import java.time.Instant;
import java.util.Map;

/**
 * A record as it was read: typed key and value, and where it lies.
 *
 * @param headers all of them, also those that the value does not come from
 */
public record Received<K, V>(
    K key, V value, int partition, long offset, Instant timestamp, Map<String, byte[]> headers) {

  /** A record of which nothing is known but what it says. */
  public Received(K key, V value, int partition, long offset, Instant timestamp) {
    this(key, value, partition, offset, timestamp, Map.of());
  }
}
