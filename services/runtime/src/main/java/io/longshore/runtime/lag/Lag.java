package io.longshore.runtime.lag;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far every group of a deployment is behind.
 *
 * @param at when it was read
 * @param partitions in the order of group, topic and number
 */
public record Lag(Instant at, List<PartitionLag> partitions) {

  public Lag {
    partitions = List.copyOf(partitions);
  }

  /** The same by group and topic, in their order. */
  public List<TopicLag> topics() {
    Map<String, TopicLag> topics = new TreeMap<>();
    for (PartitionLag lag : partitions) {
      var one = new TopicLag(lag.group(), lag.topic(), lag.records(), lag.records());
      topics.merge(lag.group() + "/" + lag.topic(), one, TopicLag::plus);
    }
    return List.copyOf(topics.values());
  }

  /** Records that a group has before it in a topic; 0 if it does not read the topic. */
  public long records(String group, String topic) {
    return partitions.stream()
        .filter(lag -> lag.group().equals(group) && lag.topic().equals(topic))
        .mapToLong(PartitionLag::records)
        .sum();
  }
}
