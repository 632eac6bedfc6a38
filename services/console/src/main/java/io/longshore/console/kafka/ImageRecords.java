package io.longshore.console.kafka;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.StreamImage;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Fetches single images from where they lie. One at a time; not safe for use by several threads.
 */
public final class ImageRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLLS = 25;

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final RecordReader<ImageId, StreamImage> reader;

  public ImageRecords(KafkaConnection kafka, String clientId, Clock clock) {
    this.topic = kafka.names().of(Topics.IMAGES);
    this.reader = new RecordReader<>(Topics.IMAGES, "console", clock);
    this.consumer =
        kafka.consumer(
            clientId,
            Map.of(
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20",
                // A fetch brings one batch at least, and here no more than that.
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1"));
  }

  /**
   * The image at a location; empty if it is there no longer, never was, or cannot be read.
   *
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer
   */
  public Optional<Received<ImageId, StreamImage>> at(ImageLocation location) {
    var from = new TopicPartition(topic, location.partition());
    if (consumer.partitionsFor(topic).stream()
        .noneMatch(p -> p.partition() == location.partition())) {
      return Optional.empty();
    }
    consumer.assign(List.of(from));
    long begin = Objects.requireNonNull(consumer.beginningOffsets(List.of(from)).get(from));
    long end = Objects.requireNonNull(consumer.endOffsets(List.of(from)).get(from));
    if (location.offset() < begin || location.offset() >= end) {
      return Optional.empty();
    }
    consumer.seek(from, location.offset());
    for (int i = 0; i < POLLS && consumer.position(from) <= location.offset(); i++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() == location.offset()) {
          return reader.read(record) instanceof RecordReader.Outcome.Read<ImageId, StreamImage> read
              ? Optional.of(read.received())
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
