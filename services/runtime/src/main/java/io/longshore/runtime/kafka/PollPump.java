package io.longshore.runtime.kafka;

import io.longshore.runtime.Health;
import io.longshore.runtime.ServiceLoop;
import io.longshore.schemas.Topic;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the records of a topic to a handler as a member of a consumer group: poll, decode, handle,
 * commit. Offsets are committed only after the handler has returned, so a record is handled at
 * least once. Unreadable records go whole to the service's rejects.
 */
public final class PollPump<K, V> implements AutoCloseable {

  /** What is done with the records. Every method runs on the pump's thread. */
  public interface Handler<K, V> {
    /** Acts on the records, in order within a partition; when it returns, they are done. */
    void handle(List<Received<K, V>> records);

    /** Whether records can be taken now; while not, nothing is fetched and nothing is buffered. */
    default boolean isReady() {
      return true;
    }

    /** A partition is ours now. Where to go on from, if that lies after the committed offset. */
    default OptionalLong assigned(int partition) {
      return OptionalLong.empty();
    }

    /** A partition is no longer ours. */
    default void revoked(int partition) {}
  }

  private static final Logger log = LoggerFactory.getLogger(PollPump.class);

  private final Consumer<byte[], byte[]> consumer;
  private final KafkaClientMetrics metrics;
  private final RecordReader<K, V> reader;
  private final Handler<K, V> handler;
  private final RejectsWriter rejects;
  private final ServiceLoop loop;

  private PollPump(
      KafkaConnection kafka,
      Topic<K, V> topic,
      String service,
      Map<String, String> overrides,
      Health health,
      Clock clock,
      RejectsWriter rejects,
      Handler<K, V> handler) {
    this.handler = handler;
    this.rejects = rejects;
    this.reader = new RecordReader<>(topic, service, clock);
    var settings = new HashMap<String, String>();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.names().group(service));
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
    settings.putAll(overrides);
    String part = service + "-pumps-" + topic.name();
    this.consumer = kafka.consumer(part, settings);
    this.metrics = kafka.metricsOf(consumer);
    consumer.subscribe(List.of(kafka.names().of(topic)), new Assignment());
    this.loop = ServiceLoop.start(part, health, this::step, consumer::wakeup, this::release);
  }

  /** Joins the service's group and starts. */
  public static <K, V> PollPump<K, V> start(
      KafkaConnection kafka,
      Topic<K, V> topic,
      String service,
      Map<String, String> overrides,
      Health health,
      Clock clock,
      RejectsWriter rejects,
      Handler<K, V> handler) {
    return new PollPump<>(kafka, topic, service, overrides, health, clock, rejects, handler);
  }

  private void step() {
    boolean ready = handler.isReady();
    if (ready) {
      consumer.resume(consumer.paused());
    } else {
      consumer.pause(consumer.assignment());
    }
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(Duration.ofMillis(ready ? 200 : 20));
    } catch (WakeupException e) {
      return;
    }
    if (!records.isEmpty()) {
      pump(records);
    }
  }

  private void pump(ConsumerRecords<byte[], byte[]> records) {
    var readable = new ArrayList<Received<K, V>>(records.count());
    var done = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      RecordReader.Outcome<K, V> outcome = reader.read(record);
      if (outcome instanceof RecordReader.Outcome.Read<K, V> read) {
        readable.add(read.received());
      } else if (outcome instanceof RecordReader.Outcome.Unreadable<K, V> unreadable) {
        rejects.write(unreadable.reject());
      }
      done.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
    if (!readable.isEmpty()) {
      handler.handle(readable);
    }
    commit(done);
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> done) {
    try {
      try {
        consumer.commitSync(done);
      } catch (WakeupException e) {
        consumer.commitSync(done); // closing, but what was handled is still to be committed
      }
    } catch (CommitFailedException | RebalanceInProgressException e) {
      log.atWarn()
          .addKeyValue("offsets", done)
          .log("the partitions went to another member; it handles these records again");
    }
  }

  private void release() {
    metrics.close();
    consumer.close();
  }

  /** Finishes the batch under way, commits it and leaves the group. */
  @Override
  public void close() {
    loop.close();
  }

  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!handler.isReady()) {
        consumer.pause(partitions);
      }
      for (TopicPartition partition : partitions) {
        OptionalLong start = handler.assigned(partition.partition());
        if (start.isPresent() && start.getAsLong() > committed(partition)) {
          consumer.seek(partition, start.getAsLong());
        }
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(p -> handler.revoked(p.partition()));
    }

    private long committed(TopicPartition partition) {
      OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
      return committed == null ? 0 : committed.offset();
    }
  }
}
