package io.longshore.runtime.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What lay on partitions when a consumer began to read them. Used on the consumer's thread. It goes
 * by positions: the last offsets may be marks of transactions, which are no records.
 */
public final class Backlog {
  private final Consumer<?, ?> consumer;
  private final Map<TopicPartition, Long> ends;

  /** What lies there now. */
  public Backlog(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    this.consumer = consumer;
    this.ends = Map.copyOf(consumer.endOffsets(partitions));
  }

  /** Offsets of it that the consumer has not passed yet. */
  public long left() {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }
}
