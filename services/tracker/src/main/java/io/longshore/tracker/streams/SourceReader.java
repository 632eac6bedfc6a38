package io.longshore.tracker.streams;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.runtime.kafka.RejectLimit;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Writer;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads the records of a source topic as every service of Longshore does, and refuses as they do.
 */
final class SourceReader<K, V> {
  /**
   * Kafka Streams writes records of up to a mebibyte; valid ones on these topics are far smaller.
   */
  private static final RejectLimit LIMIT = new RejectLimit(1 << 20);

  private final RecordReader<K, V> reader;
  private final TrackerMeters meters;

  SourceReader(Topic<K, V> topic, Clock clock, TrackerMeters meters) {
    this.reader = new RecordReader<>(topic, Writer.TRACKER.service(), clock);
    this.meters = meters;
  }

  RecordReader.Outcome<K, V> read(Record<byte[], byte[]> record, ProcessorContext<?, ?> context) {
    RecordMetadata position = position(context);
    return reader.read(
        new ConsumerRecord<>(
            position.topic(),
            position.partition(),
            position.offset(),
            record.timestamp(),
            TimestampType.CREATE_TIME,
            ConsumerRecord.NULL_SIZE,
            ConsumerRecord.NULL_SIZE,
            record.key(),
            record.value(),
            record.headers(),
            Optional.empty()));
  }

  /** A reject to forward: counted, and small enough to be written. */
  Reject refuse(Reject reject) {
    meters.refused(reject.reason());
    return LIMIT.applyTo(reject);
  }

  /** What a valid record that cannot be accepted becomes; still to be refused. */
  Reject reject(Received<K, V> received, RejectReason reason, String message) {
    return reader.reject(received, reason, message);
  }

  /** Where the record being processed lies. */
  static RecordMetadata position(ProcessorContext<?, ?> context) {
    return context
        .recordMetadata()
        .orElseThrow(() -> new IllegalStateException("a record from a topic has a position"));
  }
}
