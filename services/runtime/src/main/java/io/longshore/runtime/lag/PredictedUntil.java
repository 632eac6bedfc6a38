package io.longshore.runtime.lag;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.prediction.Prediction;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where the images of each partition have predictions, read from the last few predictions:
 * whoever takes a partition over goes on there, and not at the committed offset, which follows a
 * little later. A partition without news is not read again. For one thread.
 */
final class PredictedUntil implements AutoCloseable {
  /** In a partition they stand in the order of their images; some at its end may be unreadable. */
  private static final int LAST = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Map<String, String> BRIEFLY =
      Map.of(
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20",
          ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000",
          ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");

  private final Consumer<byte[], byte[]> consumer;
  private final RecordReader<ImageId, Prediction> reader;
  private final String images;
  private final Map<TopicPartition, Long> seen = new HashMap<>();
  private final Map<TopicPartition, Long> until = new HashMap<>();

  PredictedUntil(KafkaConnection kafka, String clientId, Clock clock) {
    this.consumer = kafka.consumer(clientId, BRIEFLY);
    this.reader = new RecordReader<>(Topics.PREDICTIONS, clientId, clock);
    this.images = kafka.names().of(Topics.IMAGES);
  }

  /**
   * Offsets by partition of the images.
   *
   * @param begins first offset of each partition of the predictions
   * @param ends behind the last committed record of each
   */
  Map<TopicPartition, Long> read(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    ends.forEach(
        (partition, end) -> {
          if (!end.equals(seen.put(partition, end))) {
            read(partition, begins.getOrDefault(partition, 0L), end);
          }
        });
    return Map.copyOf(until);
  }

  private void read(TopicPartition partition, long begin, long end) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    consumer.assign(List.of(partition));
    consumer.seek(partition, Math.max(begin, end - LAST));
    while (consumer.position(partition) < end) {
      if (System.nanoTime() > giveUp) {
        seen.remove(partition); // the committed offset has to do until the next time
        return;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        if (reader.read(record) instanceof RecordReader.Outcome.Read<ImageId, Prediction> read) {
          ImageLocation source = read.received().value().source();
          until.merge(
              new TopicPartition(images, source.partition()), source.offset() + 1, Math::max);
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
