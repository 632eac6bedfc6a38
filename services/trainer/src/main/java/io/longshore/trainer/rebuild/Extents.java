package io.longshore.trainer.rebuild;

import io.longshore.domain.model.OffsetRange;
import io.longshore.runtime.kafka.KafkaConnection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What a topic holds now. */
final class Extents {

  private Extents() {}

  /** By partition, from the first record still kept to the end. */
  static SortedMap<Integer, OffsetRange> of(KafkaConnection kafka, String topic) {
    try (Consumer<byte[], byte[]> consumer = kafka.consumer("reproduce-looks", Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
      var extents = new TreeMap<Integer, OffsetRange>();
      consumer
          .endOffsets(partitions)
          .forEach(
              (partition, end) ->
                  extents.put(
                      partition.partition(),
                      new OffsetRange(begin.getOrDefault(partition, 0L), end)));
      return extents;
    }
  }
}
