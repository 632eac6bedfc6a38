package io.longshore.scorer.kafka;

import io.longshore.scorer.pipeline.Delivery;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** How predictions and the offsets of their images get to the broker. */
interface Guarantee extends Delivery<FetchedImage, Scored>, AutoCloseable {

  /** After each poll, on the thread that polls: what has to be done with the consumer. */
  void polled(Consumer<?, ?> consumer);

  /** Partitions are about to go; of them nothing is in flight any more. On the polling thread. */
  void parting(Consumer<?, ?> consumer, Collection<TopicPartition> partitions);

  /** Whether what was in flight was given up and its images have to be fetched again. */
  boolean mustRewind();

  /** They will be. */
  void rewound();

  @Override
  void close();
}
