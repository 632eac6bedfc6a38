package io.longshore.scorer.kafka;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.prediction.Prediction;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What was predicted last of a partition, read from the predictions themselves: they say what is
 * done beyond the committed offset. A consumer is shown a record only once all replicas in sync
 * have it, so nothing here was unacknowledged.
 */
final class PredictionsTail {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Large polls; and no long wait for records that have yet to be written. */
  private static final Map<String, String> IN_BULK =
      Map.of(
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000",
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(8 << 20),
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20");

  private final int partition;
  private final boolean whole;
  private final List<ImageId> images = new ArrayList<>();
  private final NavigableSet<Long> offsets = new TreeSet<>();

  /**
   * @param whole whether there is no prediction before those that are added
   */
  PredictionsTail(int partition, boolean whole) {
    this.partition = partition;
    this.whole = whole;
  }

  /**
   * Reads the end of a partition.
   *
   * @param length records to read
   */
  static PredictionsTail read(KafkaConnection kafka, int partition, int length, Clock clock) {
    var topic = new TopicPartition(kafka.names().of(Topics.PREDICTIONS), partition);
    try (Consumer<byte[], byte[]> consumer = kafka.consumer("scorer-resumes", IN_BULK)) {
      List<TopicPartition> only = List.of(topic);
      consumer.assign(only);
      long end = consumer.endOffsets(only).getOrDefault(topic, 0L);
      long begin = consumer.beginningOffsets(only).getOrDefault(topic, 0L);
      long from = Math.max(begin, end - length);
      consumer.seek(topic, from);
      var tail = new PredictionsTail(partition, from == 0);
      tail.fill(consumer, topic, end, clock);
      return tail;
    }
  }

  private void fill(
      Consumer<byte[], byte[]> consumer, TopicPartition topic, long end, Clock clock) {
    var reader = new RecordReader<>(Topics.PREDICTIONS, "scorer", clock);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(topic) < end) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the end of %s could not be read within %s".formatted(topic, PATIENCE));
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        if (reader.read(record) instanceof RecordReader.Outcome.Read<ImageId, Prediction> read) {
          add(read.received().value());
        }
      }
    }
  }

  void add(Prediction prediction) {
    images.add(prediction.image());
    if (prediction.source().partition() == partition) {
      offsets.add(prediction.source().offset());
    }
  }

  /** Whether nothing was predicted before. */
  boolean isWhole() {
    return whole;
  }

  /** Offset of the first image in it; empty if there is no prediction. */
  OptionalLong first() {
    return offsets.isEmpty() ? OptionalLong.empty() : OptionalLong.of(offsets.first());
  }

  /** Offsets of the images that were predicted. */
  NavigableSet<Long> offsets() {
    return Collections.unmodifiableNavigableSet(offsets);
  }

  /** Images that were predicted, oldest first. */
  List<ImageId> images() {
    return List.copyOf(images);
  }
}
