package io.longshore.runtime.lag;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a cluster says of groups and partitions.
 *
 * @param committed by group; groups that never committed have none
 * @param begins first offset of each partition
 * @param ends behind the last committed record of each partition
 * @param predicted behind the last image of each partition that has a prediction
 */
record Offsets(
    Map<String, Map<TopicPartition, Long>> committed,
    Map<TopicPartition, Long> begins,
    Map<TopicPartition, Long> ends,
    Map<TopicPartition, Long> predicted) {
  private static final Comparator<PartitionLag> ORDER =
      Comparator.comparing(PartitionLag::group)
          .thenComparing(PartitionLag::topic)
          .thenComparingInt(PartitionLag::partition);

  /**
   * How far groups are behind. A group goes on at what it committed, or at the beginning; a scorer
   * goes on behind the last prediction if that lies further on.
   *
   * @param scorers the group that predicts
   */
  Lag lag(List<Readership> groups, String scorers, Instant at) {
    var lags = new ArrayList<PartitionLag>();
    for (Readership group : groups) {
      Map<TopicPartition, Long> done = committed.getOrDefault(group.group(), Map.of());
      var partitions = new HashSet<>(done.keySet());
      ends.keySet().stream()
          .filter(p -> group.topics().contains(p.topic()))
          .forEach(partitions::add);
      for (TopicPartition partition : partitions) {
        Long end = ends.get(partition);
        if (end == null) {
          continue; // of a topic that is gone
        }
        long position =
            Math.max(done.getOrDefault(partition, 0L), begins.getOrDefault(partition, 0L));
        if (group.group().equals(scorers)) {
          position = Math.max(position, predicted.getOrDefault(partition, 0L));
        }
        lags.add(
            new PartitionLag(
                group.group(), partition.topic(), partition.partition(), position, end));
      }
    }
    lags.sort(ORDER);
    return new Lag(at, lags);
  }
}
