package io.longshore.console.kafka;

import io.longshore.console.state.Extent;
import io.longshore.console.state.Known;
import io.longshore.console.state.Reading;
import io.longshore.console.state.Shared;
import io.longshore.runtime.Health;
import io.longshore.runtime.ServiceLoop;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all topics on one thread, and commits nothing. Which partitions there are it learns from
 * {@link #layout}, so topics may appear while it runs; a broker that is away is waited for. Records
 * that cannot be read are counted and passed over: their writers' readers keep them.
 */
public final class TopicsReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicsReader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Shared shared;
  private final Clock clock;
  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, Feed<?, ?>> feeds = new HashMap<>();
  private final Map<String, RecordReader<?, ?>> readers = new HashMap<>();
  private final Map<TopicPartition, Long> wanted = new LinkedHashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final String prefix;
  private final ServiceLoop loop;
  private volatile SortedMap<String, List<Extent>> layout = new TreeMap<>();

  /**
   * Starts to read as soon as a layout is told.
   *
   * @param history newest labels and predictions of each partition that are read
   */
  public TopicsReader(
      KafkaConnection kafka, Shared shared, long history, Health health, Clock clock) {
    this.shared = shared;
    this.clock = clock;
    this.prefix = kafka.names().prefix();
    for (Feed<?, ?> feed : Feeds.all(history)) {
      feeds.put(feed.topic().name(), feed);
      readers.put(feed.topic().name(), new RecordReader<>(feed.topic(), "console", clock));
    }
    this.consumer =
        kafka.consumer(
            "console",
            Map.of(
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(8 << 20)));
    this.loop =
        ServiceLoop.start("console-reads", health, this::step, consumer::wakeup, consumer::close);
  }

  /** All that it reads. */
  public static Topic<?, ?>[] topics() {
    return Feeds.all(0).stream().map(Feed::topic).toArray(Topic<?, ?>[]::new);
  }

  /**
   * Tells which partitions there are and what they hold.
   *
   * @param topics by name without prefix
   */
  public void layout(SortedMap<String, List<Extent>> topics) {
    layout = topics;
  }

  private void step() throws InterruptedException {
    try {
      assign(layout);
      if (consumer.assignment().isEmpty()) {
        Thread.sleep(POLL.toMillis());
        return;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        tell(record);
      }
      progress();
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("topics cannot be read now");
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private void assign(SortedMap<String, List<Extent>> topics) {
    List<TopicPartition> fresh = new ArrayList<>();
    Map<TopicPartition, Long> begins = new HashMap<>();
    topics.forEach(
        (topic, extents) -> {
          if (feeds.containsKey(topic)) {
            for (Extent extent : extents) {
              var partition = new TopicPartition(prefix + topic, extent.partition());
              ends.merge(partition, extent.end(), Math::max);
              if (!wanted.containsKey(partition)) {
                fresh.add(partition);
                begins.put(partition, extent.first());
              }
            }
          }
        });
    if (fresh.isEmpty()) {
      return;
    }
    Set<TopicPartition> all = new HashSet<>(consumer.assignment());
    all.addAll(fresh);
    consumer.assign(all);
    for (TopicPartition partition : fresh) {
      start(partition, Objects.requireNonNull(begins.get(partition)));
    }
  }

  private void start(TopicPartition partition, long begin) {
    Feed<?, ?> feed = feed(partition);
    long end = Objects.requireNonNull(ends.get(partition));
    long from = end - begin > feed.newest() ? end - feed.newest() : begin;
    consumer.seek(partition, from);
    wanted.put(partition, end);
    if (from > 0) {
      shared.tell(feed.cut());
    }
  }

  private Feed<?, ?> feed(TopicPartition partition) {
    return Objects.requireNonNull(feeds.get(partition.topic().substring(prefix.length())));
  }

  private void tell(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic().substring(prefix.length());
    tell(Objects.requireNonNull(feeds.get(topic)), record);
  }

  private <K, V> void tell(Feed<K, V> feed, ConsumerRecord<byte[], byte[]> record) {
    Topic<K, V> topic = feed.topic();
    @SuppressWarnings("unchecked") // made with the feed of the same topic
    var reader = (RecordReader<K, V>) Objects.requireNonNull(readers.get(topic.name()));
    RecordReader.Outcome<K, V> outcome = reader.read(record);
    shared.tell(
        known -> {
          known.counted(topic.name());
          if (outcome instanceof RecordReader.Outcome.Read<K, V> read) {
            tell(feed, known, read.received());
          } else if (outcome instanceof RecordReader.Outcome.Unreadable<K, V> unreadable) {
            known.garbage(
                topic.name(),
                unreadable.reject().source() + ": " + unreadable.reject().message(),
                clock.instant());
          }
        });
  }

  /** A record that cannot be shown is no reason to show nothing more. */
  private <K, V> void tell(Feed<K, V> feed, Known known, Received<K, V> received) {
    try {
      feed.tell().accept(known, received);
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("topic", feed.topic()).log("a record is not shown");
      known.garbage(
          feed.topic().name(),
          "%s/%d@%d cannot be shown: %s"
              .formatted(feed.topic(), received.partition(), received.offset(), e),
          clock.instant());
    }
  }

  private void progress() {
    Map<String, Long> behind = new TreeMap<>();
    Set<String> waiting = new HashSet<>();
    wanted.forEach(
        (partition, end) -> {
          String topic = partition.topic().substring(prefix.length());
          long at = consumer.position(partition);
          behind.merge(topic, Math.max(0, ends.getOrDefault(partition, at) - at), Long::sum);
          if (at < end) {
            waiting.add(topic);
          }
        });
    shared.tell(known -> known.told(new Reading(behind, List.copyOf(waiting))));
  }

  @Override
  public void close() {
    loop.close();
  }
}
