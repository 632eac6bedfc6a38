package io.longshore.runtime.lag;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far every group of a deployment is behind: in each partition, the records between where the
 * group goes on and the end.
 *
 * <p>A group goes on at what it committed; if it never did, or what it committed was deleted since,
 * at the oldest record. So one that never ran is behind by all there is. Scorers go on behind the
 * last prediction if that lies further on, for their commits follow a little later. The end lies
 * behind the last committed record: what an open transaction holds back nobody can read yet.
 * Markers of transactions are counted like records.
 *
 * <p>There is no other meaning of being behind: metrics, alerts, the console and {@code longshore
 * status} show this one.
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
