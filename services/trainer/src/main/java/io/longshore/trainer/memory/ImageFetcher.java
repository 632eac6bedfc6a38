package io.longshore.trainer.memory;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.StreamImage;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Fetches images by their location. Locations of one call are read in order, so images that lie
 * together cost one fetch; the consumer seeks only over a gap. Not safe for use by several threads.
 */
public final class ImageFetcher implements Remembering.Images, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * Reading over this many unwanted records is cheaper than a seek, which throws away what was
   * fetched ahead.
   */
  private static final long GAP = 500;

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final RecordReader<ImageId, StreamImage> reader;

  public ImageFetcher(KafkaConnection kafka, String clientId, Clock clock) {
    this.consumer =
        kafka.consumer(
            clientId,
            Map.of(
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
    this.topic = kafka.names().of(Topics.IMAGES);
    this.reader = new RecordReader<>(Topics.IMAGES, "trainer", clock);
  }

  /**
   * The images found; a location whose record is gone, never was, or cannot be read is missing from
   * the result.
   */
  @Override
  public Map<ImageLocation, StreamImage> fetch(Collection<ImageLocation> locations) {
    var byPartition = new TreeMap<Integer, TreeSet<Long>>();
    locations.forEach(
        l -> byPartition.computeIfAbsent(l.partition(), p -> new TreeSet<>()).add(l.offset()));
    var found = new HashMap<ImageLocation, StreamImage>();
    byPartition.forEach((partition, offsets) -> fetch(partition, offsets, found));
    return found;
  }

  private void fetch(
      int partition, NavigableSet<Long> offsets, Map<ImageLocation, StreamImage> found) {
    var from = new TopicPartition(topic, partition);
    if (consumer.partitionsFor(topic).stream().noneMatch(p -> p.partition() == partition)) {
      return;
    }
    consumer.assign(List.of(from));
    long begin = Objects.requireNonNull(consumer.beginningOffsets(List.of(from)).get(from));
    long end = Objects.requireNonNull(consumer.endOffsets(List.of(from)).get(from));
    NavigableSet<Long> wanted = new TreeSet<>(offsets.subSet(begin, true, end, false));
    if (wanted.isEmpty()) {
      return;
    }
    consumer.seek(from, wanted.first());
    while (!wanted.isEmpty() && consumer.position(from) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (wanted.contains(record.offset())
            && reader.read(record)
                instanceof RecordReader.Outcome.Read<ImageId, StreamImage> read) {
          found.put(new ImageLocation(partition, record.offset()), read.received().value());
        }
      }
      wanted = new TreeSet<>(wanted.tailSet(consumer.position(from), true));
      if (!wanted.isEmpty() && wanted.first() - consumer.position(from) > GAP) {
        consumer.seek(from, wanted.first());
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
