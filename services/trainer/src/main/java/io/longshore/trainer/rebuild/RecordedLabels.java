package io.longshore.trainer.rebuild;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.OffsetRange;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topics;
import io.longshore.trainer.memory.Remembering;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The labels between two offsets of each partition, read in the order they came. */
final class RecordedLabels {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConnection kafka;
  private final String topic;
  private final Map<Integer, OffsetRange> ranges = new TreeMap<>();
  private final RecordReader<ImageId, Label> reader;

  RecordedLabels(KafkaConnection kafka, Map<Integer, OffsetRange> ranges, Clock clock) {
    this.kafka = kafka;
    this.topic = kafka.names().of(Topics.LABELS);
    this.reader = new RecordReader<>(Topics.LABELS, "reproduce", clock);
    ranges.forEach(
        (partition, range) -> {
          if (range.from() < range.to()) {
            this.ranges.put(partition, range);
          }
        });
  }

  /**
   * Refuses labels that are not on the topic any more.
   *
   * @throws NotReproducibleException naming what is missing
   */
  void check() {
    Retention.check(topic, ranges, Extents.of(kafka, topic));
  }

  /** Has these labels remembered and no other. What cannot be read is passed over, as it was. */
  void replay(Remembering remembering) {
    try (Consumer<byte[], byte[]> consumer =
        kafka.consumer(
            "reproduce-reads-labels",
            Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"))) {
      consumer.assign(ranges.keySet().stream().map(this::partition).toList());
      ranges.forEach((partition, range) -> consumer.seek(partition(partition), range.from()));
      long lastNews = System.nanoTime();
      while (!isDone(consumer)) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          lastNews = System.nanoTime();
          take(records, remembering);
        } else if (System.nanoTime() - lastNews > PATIENCE.toNanos()) {
          throw new NotReproducibleException(
              "%s gave no more records for %d s; is the broker well?"
                  .formatted(topic, PATIENCE.toSeconds()));
        }
      }
    }
  }

  private TopicPartition partition(int partition) {
    return new TopicPartition(topic, partition);
  }

  /** Partitions that are read to their end are read no further. */
  private boolean isDone(Consumer<?, ?> consumer) {
    var done =
        ranges.entrySet().stream()
            .filter(e -> consumer.position(partition(e.getKey())) >= e.getValue().to())
            .map(e -> partition(e.getKey()))
            .toList();
    consumer.pause(done);
    return done.size() == ranges.size();
  }

  private void take(ConsumerRecords<byte[], byte[]> records, Remembering remembering) {
    var labels = new ArrayList<Received<ImageId, Label>>();
    var next = new HashMap<Integer, Long>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.offset() < Objects.requireNonNull(ranges.get(record.partition())).to()) {
        if (reader.read(record) instanceof RecordReader.Outcome.Read<ImageId, Label> read) {
          labels.add(read.received());
        }
        next.put(record.partition(), record.offset() + 1);
      }
    }
    remembering.take(labels, next);
  }
}
