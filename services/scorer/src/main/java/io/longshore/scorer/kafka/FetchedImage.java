package io.longshore.scorer.kafka;

import io.longshore.domain.reject.Reject;
import io.longshore.scorer.pipeline.Item;
import io.longshore.scorer.scoring.Arrival;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the images topic and what it was read as. The image's bytes are the record's own.
 *
 * @param record as it was fetched
 * @param image empty if it is none
 * @param reject why it is none; empty for a tombstone, which asks for nothing
 * @param readAt when, in the nanoseconds of this process
 */
record FetchedImage(
    ConsumerRecord<byte[], byte[]> record,
    Optional<Arrival> image,
    Optional<Reject> reject,
    long readAt)
    implements Item {

  @Override
  public int partition() {
    return record.partition();
  }

  @Override
  public long pixels() {
    return image.map(arrival -> arrival.image().shape().pixels()).orElse(0L);
  }
}
