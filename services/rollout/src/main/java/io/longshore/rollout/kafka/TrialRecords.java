package io.longshore.rollout.kafka;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.Label;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.reject.Reject;
import io.longshore.rollout.evidence.TrialTally;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads predictions and labels from the beginning of a trial's stage on, all partitions, without a
 * group: after a crash it reads them again. Used by one thread, but for {@link #wakeup}. A
 * prediction that cannot be read is refused, after a crash perhaps twice; the tracker's rejects
 * tell of labels.
 */
public final class TrialRecords implements AutoCloseable {
  /** A label may lie on its topic long before its image is predicted, if scorers lag. */
  private static final Duration LABELS_AHEAD = Duration.ofHours(1);

  private static final Duration WAIT = Duration.ofMillis(200);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final RecordReader<ImageId, Prediction> predictions;
  private final RecordReader<ImageId, Label> labels;
  private final String predictionsTopic;
  private final String labelsTopic;
  private final Clock clock;
  private final Consumer<Reject> refuse;
  private final Map<TopicPartition, Instant> seen = new HashMap<>();

  /**
   * @param refuse told of records that are no predictions
   */
  public TrialRecords(KafkaConnection kafka, Clock clock, Consumer<Reject> refuse) {
    this.consumer =
        kafka.consumer("rollout-trials", Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000"));
    this.predictions = new RecordReader<>(Topics.PREDICTIONS, "rollout", clock);
    this.labels = new RecordReader<>(Topics.LABELS, "rollout", clock);
    this.predictionsTopic = kafka.names().of(Topics.PREDICTIONS);
    this.labelsTopic = kafka.names().of(Topics.LABELS);
    this.clock = clock;
    this.refuse = refuse;
  }

  /** Goes to where a stage began. */
  public void seek(Instant since) {
    List<TopicPartition> all =
        Stream.of(predictionsTopic, labelsTopic)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    var times = new HashMap<TopicPartition, Long>();
    for (TopicPartition partition : all) {
      Instant from = partition.topic().equals(predictionsTopic) ? since : since.minus(LABELS_AHEAD);
      times.put(partition, Math.max(0, from.toEpochMilli()));
    }
    consumer.assign(all);
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    seen.clear();
    for (TopicPartition partition : all) {
      OffsetAndTimestamp at = found.get(partition);
      consumer.seek(partition, at == null ? ends.getOrDefault(partition, 0L) : at.offset());
      if (partition.topic().equals(predictionsTopic)) {
        seen.put(partition, since);
      }
    }
  }

  /** Tells the tallies what comes within a short wait. */
  public void poll(Collection<TrialTally> tallies) {
    Instant before = clock.instant();
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(WAIT);
    } catch (WakeupException e) {
      return;
    }
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.topic().equals(labelsTopic)) {
        if (labels.read(record) instanceof RecordReader.Outcome.Read<ImageId, Label> read) {
          tallies.forEach(tally -> tally.labelled(read.received().value()));
        }
      } else {
        seen.put(
            new TopicPartition(record.topic(), record.partition()),
            Instant.ofEpochMilli(record.timestamp()));
        RecordReader.Outcome<ImageId, Prediction> outcome = predictions.read(record);
        if (outcome instanceof RecordReader.Outcome.Read<ImageId, Prediction> read) {
          tallies.forEach(tally -> tally.predicted(read.received().value()));
        } else if (outcome
            instanceof RecordReader.Outcome.Unreadable<ImageId, Prediction> unreadable) {
          refuse.accept(unreadable.reject());
        }
      }
    }
    seen.replaceAll((partition, at) -> consumer.currentLag(partition).orElse(1) == 0 ? before : at);
  }

  /** Predictions of all partitions are known up to here. */
  public Instant watermark() {
    return seen.values().stream().min(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /** Makes a waiting {@link #poll} return; any thread may call it. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
