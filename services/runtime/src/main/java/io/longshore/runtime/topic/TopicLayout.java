package io.longshore.runtime.topic;

import io.longshore.schemas.Scale;
import io.longshore.schemas.Topic;
import java.util.Map;

/**
 * How topics are laid out on the cluster.
 *
 * @param partitions of every topic that scales
 * @param replication copies of every partition
 * @param minInSync copies that must have a record before it counts as written
 */
public record TopicLayout(int partitions, short replication, int minInSync) {

  public TopicLayout {
    if (partitions < 1 || replication < 1 || minInSync < 1 || minInSync > replication) {
      throw new IllegalArgumentException(
          "topics cannot have %d partitions, replication %d, min.insync.replicas %d"
              .formatted(partitions, replication, minInSync));
    }
  }

  public int partitions(Topic<?, ?> topic) {
    return topic.scale() == Scale.ONE ? 1 : partitions;
  }

  /** The configuration a topic must have. */
  public Map<String, String> configuration(Topic<?, ?> topic) {
    String sync = Integer.toString(minInSync);
    return switch (topic.cleanup()) {
      case DELETE -> Map.of("cleanup.policy", "delete", "min.insync.replicas", sync);
      case KEEP ->
          Map.of(
              "cleanup.policy",
              "delete",
              "retention.ms",
              "-1",
              "retention.bytes",
              "-1",
              "min.insync.replicas",
              sync);
      case COMPACT -> Map.of("cleanup.policy", "compact", "min.insync.replicas", sync);
    };
  }
}
