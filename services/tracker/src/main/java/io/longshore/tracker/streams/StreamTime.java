package io.longshore.tracker.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record, for Kafka Streams. It drops records of a negative time, or dies of them; we
 * count them, so they get the time of those before.
 */
final class StreamTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp() < 0 ? partitionTime : record.timestamp());
  }
}
