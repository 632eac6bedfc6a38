package io.longshore.runtime.lag;

/**
 * How far a group is behind in a topic.
 *
 * @param records in all partitions
 * @param most in the partition with the most
 */
public record TopicLag(String group, String topic, long records, long most) {

  TopicLag plus(TopicLag other) {
    return new TopicLag(group, topic, records + other.records, Math.max(most, other.most));
  }
}
