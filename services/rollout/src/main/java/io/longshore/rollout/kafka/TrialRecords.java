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
 * prediction that cannot be read is refused once, after a crash perhaps twice; the tracker's
 * rejects tell of labels.
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

  /** What was refused up to here is not refused again when it is read again. */
  private final Map<TopicPartition, Long> refusedUpTo = new HashMap<>();

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
    List<TopicPartition> all = partitions();
    consumer.assign(all);
    seen.clear();
    startsOf(since, all).forEach(consumer::seek);
    watchFrom(since, all);
  }

  /**
   * Goes back to where a stage began, of the partitions that are read past it. Nothing is jumped
   * over: an earlier stage that is still counted misses no record.
   */
  public void seekBack(Instant since) {
    List<TopicPartition> all = List.copyOf(consumer.assignment());
    startsOf(since, all)
        .forEach(
            (partition, start) -> {
              if (start < consumer.position(partition)) {
                consumer.seek(partition, start);
              }
            });
    watchFrom(since, all);
  }

  private List<TopicPartition> partitions() {
    return Stream.of(predictionsTopic, labelsTopic)
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private Map<TopicPartition, Long> startsOf(Instant since, List<TopicPartition> all) {
    var times = new HashMap<TopicPartition, Long>();
    for (TopicPartition partition : all) {
      Instant from = partition.topic().equals(predictionsTopic) ? since : since.minus(LABELS_AHEAD);
      times.put(partition, Math.max(0, from.toEpochMilli()));
    }
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    Map<TopicPartition, Long> starts = new HashMap<>(consumer.endOffsets(all));
    found.forEach(
        (partition, at) -> {
          if (at != null) {
            starts.put(partition, at.offset());
          }
        });
    return starts;
  }

  private void watchFrom(Instant since, List<TopicPartition> all) {
    for (TopicPartition partition : all) {
      if (partition.topic().equals(predictionsTopic)) {
        seen.merge(partition, since, (read, begun) -> read.isBefore(begun) ? read : begun);
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
          refuseOnce(record, unreadable.reject());
        }
      }
    }
    seen.replaceAll((partition, at) -> consumer.currentLag(partition).orElse(1) == 0 ? before : at);
  }

  private void refuseOnce(ConsumerRecord<byte[], byte[]> record, Reject reject) {
    var partition = new TopicPartition(record.topic(), record.partition());
    if (record.offset() >= refusedUpTo.getOrDefault(partition, 0L)) {
      refuse.accept(reject);
      refusedUpTo.put(partition, record.offset() + 1);
    }
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
