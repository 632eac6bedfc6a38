package io.longshore.runtime.kafka;

import java.time.Instant;

/** A record as it was read: typed key and value, and where it lies. */
public record Received<K, V>(K key, V value, int partition, long offset, Instant timestamp) {}
