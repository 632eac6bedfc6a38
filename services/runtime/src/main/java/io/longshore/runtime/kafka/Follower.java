package io.longshore.runtime.kafka;

import io.longshore.domain.reject.Reject;
import io.longshore.runtime.Health;
import io.longshore.runtime.ServiceLoop;
import io.longshore.schemas.Topic;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a whole topic from its beginning, on a thread of its own, and never commits: what a
 * service knows of other services it reads again at every start. Unreadable records are logged,
 * told and passed over.
 */
public final class Follower<K, V> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);

  /** Told of each record in order, on the follower's thread. */
  public interface Listener<K, V> {
    void received(Received<K, V> record);

    /** The key has no value any more. */
    default void removed(K key) {}

    /** A record that cannot be read, whole; it will be told again at the next start. */
    default void unreadable(Reject reject) {}

    /** Everything that was on the topic when the follower started has been told. Called once. */
    default void caughtUp() {}
  }

  private final Topic<K, V> topic;
  private final Consumer<byte[], byte[]> consumer;
  private final KafkaClientMetrics metrics;
  private final RecordReader<K, V> reader;
  private final Listener<K, V> listener;
  private final Backlog backlog;
  private final CompletableFuture<Boolean> caughtUp = new CompletableFuture<>();
  private final ServiceLoop loop;

  private Follower(
      KafkaConnection kafka,
      Topic<K, V> topic,
      String service,
      Health health,
      Clock clock,
      Listener<K, V> listener) {
    this.topic = topic;
    this.listener = listener;
    this.reader = new RecordReader<>(topic, service, clock);
    String part = service + "-follows-" + topic.name();
    // A long poll that is open when a record arrives answers at once; a short one costs a request
    // each time nothing came.
    this.consumer = kafka.consumer(part, Map.of());
    this.metrics = kafka.metricsOf(consumer);
    try {
      this.backlog = assign(kafka.names().of(topic));
    } catch (RuntimeException e) {
      release();
      throw e;
    }
    this.loop = ServiceLoop.start(part, health, this::step, consumer::wakeup, this::release);
  }

  /** Starts following. */
  public static <K, V> Follower<K, V> start(
      KafkaConnection kafka,
      Topic<K, V> topic,
      String service,
      Health health,
      Clock clock,
      Listener<K, V> listener) {
    return new Follower<>(kafka, topic, service, health, clock, listener);
  }

  /**
   * Waits until everything that was on the topic at the start has been told.
   *
   * @throws IllegalStateException if that takes longer than the patience, or following has ended
   */
  public void awaitCaughtUp(Duration patience) {
    try {
      if (!caughtUp.get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "following topic " + topic.name() + " ended before all of it was told");
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "topic " + topic.name() + " could not be read to its end within " + patience, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("only completed with values", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading topic " + topic.name(), e);
    }
  }

  private Backlog assign(String name) {
    List<PartitionInfo> partitions = consumer.partitionsFor(name);
    if (partitions.isEmpty()) {
      throw new IllegalStateException("topic " + name + " does not exist");
    }
    List<TopicPartition> all =
        partitions.stream().map(p -> new TopicPartition(name, p.partition())).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return new Backlog(consumer, all);
  }

  private void step() {
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(Duration.ofMillis(200));
    } catch (WakeupException e) {
      return;
    }
    for (ConsumerRecord<byte[], byte[]> record : records) {
      tell(record);
    }
    if (!caughtUp.isDone() && backlog.left() == 0) {
      listener.caughtUp();
      caughtUp.complete(true);
    }
  }

  private void tell(ConsumerRecord<byte[], byte[]> record) {
    RecordReader.Outcome<K, V> outcome = reader.read(record);
    if (outcome instanceof RecordReader.Outcome.Read<K, V> read) {
      listener.received(read.received());
    } else if (outcome instanceof RecordReader.Outcome.Gone<K, V> gone) {
      listener.removed(gone.key());
    } else if (outcome instanceof RecordReader.Outcome.Unreadable<K, V> unreadable) {
      log.atWarn()
          .addKeyValue("source", unreadable.reject().source())
          .addKeyValue("reason", unreadable.reject().reason())
          .log("passed over a record that cannot be read: {}", unreadable.reject().message());
      listener.unreadable(unreadable.reject());
    }
  }

  private void release() {
    caughtUp.complete(false);
    metrics.close();
    consumer.close();
  }

  @Override
  public void close() {
    loop.close();
  }
}
