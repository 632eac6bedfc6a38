package io.longshore.rollout.kafka;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.Label;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.rollout.KeyShare;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.MalformedRecordException;
import io.longshore.schemas.Topics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Follows predictions and labels of a share of the images from now on, without a group. Records of
 * other images are not even decoded. Used by one thread, but for {@link #wakeup}.
 */
public final class StreamRecords implements AutoCloseable {
  private static final Duration WAIT = Duration.ofMillis(200);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final KafkaClientMetrics metrics;
  private final RecordReader<ImageId, Prediction> predictions;
  private final RecordReader<ImageId, Label> labels;
  private final String labelsTopic;
  private final double share;

  /**
   * @param share of the images, 0 to 1, by their ids
   */
  public StreamRecords(KafkaConnection kafka, double share, Clock clock) {
    this.consumer =
        kafka.consumer("rollout-quality", Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000"));
    this.metrics = kafka.metricsOf(consumer);
    this.predictions = new RecordReader<>(Topics.PREDICTIONS, "rollout", clock);
    this.labels = new RecordReader<>(Topics.LABELS, "rollout", clock);
    this.labelsTopic = kafka.names().of(Topics.LABELS);
    this.share = share;
    List<TopicPartition> all =
        Stream.of(kafka.names().of(Topics.PREDICTIONS), labelsTopic)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position); // what comes from now on counts, not from the first poll on
  }

  /** Tells what comes within a short wait. */
  public void poll(Consumer<Prediction> predicted, Consumer<Label> labelled) {
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
        if (!isWatched(record.key())) {
          continue;
        }
        if (record.topic().equals(labelsTopic)) {
          if (labels.read(record) instanceof RecordReader.Outcome.Read<ImageId, Label> read) {
            labelled.accept(read.received().value());
          }
        } else if (predictions.read(record)
            instanceof RecordReader.Outcome.Read<ImageId, Prediction> read) {
          predicted.accept(read.received().value());
        }
      }
    } catch (WakeupException e) {
      // closing
    }
  }

  private boolean isWatched(byte[] key) {
    try {
      return key != null && KeyShare.holds(Topics.IMAGES.key().decode(key), share);
    } catch (MalformedRecordException e) {
      return false; // others tell of it
    }
  }

  /** Makes a waiting {@link #poll} return; any thread may call it. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    metrics.close();
    consumer.close();
  }
}
