package io.longshore.standalone.replay;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic as it stands: read from a time to its end, with partitions assigned by hand, so that no
 * group is joined and nothing is committed.
 */
final class RecordedTopic<K, V> {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Told of each record; records of a partition come in their order. */
  interface Listener<K, V> {
    void read(ConsumerRecord<byte[], byte[]> record, RecordReader.Outcome<K, V> outcome);
  }

  private final KafkaConnection kafka;
  private final Topic<K, V> topic;

  RecordedTopic(KafkaConnection kafka, Topic<K, V> topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  /**
   * Reads it.
   *
   * @param from record time; empty for everything that is there
   * @return the offset in each partition that reading began at
   * @throws IllegalStateException if the topic does not exist or the broker stops answering
   */
  Map<Integer, Long> read(Optional<Instant> from, Listener<K, V> listener) {
    String name = kafka.names().of(topic);
    var reader = new RecordReader<>(topic, "replay", Clock.systemUTC());
    try (var consumer = kafka.consumer("replay-" + topic.name(), Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(partition -> new TopicPartition(name, partition.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new IllegalStateException("topic " + name + " does not exist");
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
      from.ifPresent(time -> starts.putAll(since(time, consumer::offsetsForTimes, ends)));
      starts.forEach(consumer::seek);
      long patientUntil = System.nanoTime() + PATIENCE.toNanos();
      while (!reached(ends, consumer::position)) {
        var records = consumer.poll(POLL);
        records.forEach(record -> listener.read(record, reader.read(record)));
        if (!records.isEmpty()) {
          patientUntil = System.nanoTime() + PATIENCE.toNanos();
        } else if (System.nanoTime() > patientUntil) {
          throw new IllegalStateException(
              "topic %s gave no records for %s before its end".formatted(name, PATIENCE));
        }
      }
      return starts.entrySet().stream()
          .collect(Collectors.toMap(start -> start.getKey().partition(), Map.Entry::getValue));
    }
  }

  /** Reads every value from the beginning. */
  void values(Consumer<RecordReader.Outcome.Read<K, V>> listener) {
    read(
        Optional.empty(),
        (record, outcome) -> {
          if (outcome instanceof RecordReader.Outcome.Read<K, V> read) {
            listener.accept(read);
          }
        });
  }

  /** The first record of each partition that is not before the time; the end if there is none. */
  private static Map<TopicPartition, Long> since(
      Instant time, TimeIndex index, Map<TopicPartition, Long> ends) {
    var wanted = new HashMap<TopicPartition, Long>();
    ends.keySet().forEach(partition -> wanted.put(partition, time.toEpochMilli()));
    var since = new HashMap<>(ends);
    index
        .offsets(wanted)
        .forEach(
            (partition, found) ->
                Optional.ofNullable(found)
                    .ifPresent(record -> since.put(partition, record.offset())));
    return since;
  }

  private static boolean reached(Map<TopicPartition, Long> ends, Positions positions) {
    return ends.entrySet().stream().allMatch(end -> positions.of(end.getKey()) >= end.getValue());
  }

  private interface TimeIndex {
    Map<TopicPartition, OffsetAndTimestamp> offsets(Map<TopicPartition, Long> times);
  }

  private interface Positions {
    long of(TopicPartition partition);
  }
}
