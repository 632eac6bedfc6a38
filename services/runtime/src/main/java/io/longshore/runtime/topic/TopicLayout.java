package io.longshore.runtime.topic;

import io.longshore.runtime.config.ProcessSettings;
import io.longshore.schemas.Scale;
import io.longshore.schemas.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How topics are laid out on the cluster.
 *
 * @param partitions of every topic that scales
 * @param replication copies of every partition
 * @param minInSync copies that must have a record before it counts as written
 */
public record TopicLayout(int partitions, short replication, int minInSync) {

  /**
   * The largest record, in bytes: an image of 2 MiB, or a reject that carries one, with room for
   * what is said about it.
   */
  public static final int RECORD_BYTES = 4 << 20;

  /**
   * How far the clock of whoever writes may be ahead of the broker's, in milliseconds. Kafka's own
   * hour would end a service, and shut the door to images, over a clock that is two hours wrong;
   * without any bound a record from next year would never be deleted.
   */
  public static final long AHEAD_MILLIS = Duration.ofDays(1).toMillis();

  public TopicLayout {
    if (partitions < 1 || replication < 1 || minInSync < 1 || minInSync > replication) {
      throw new IllegalArgumentException(
          "topics cannot have %d partitions, replication %d, min.insync.replicas %d"
              .formatted(partitions, replication, minInSync));
    }
  }

  /** As the settings of the process say. */
  public static TopicLayout of(ProcessSettings.Topics settings) {
    return new TopicLayout(settings.partitions(), settings.replication(), settings.minInSync());
  }

  public int partitions(Topic<?, ?> topic) {
    return topic.scale() == Scale.ONE ? 1 : partitions;
  }

  /** The configuration a topic must have. */
  public Map<String, String> configuration(Topic<?, ?> topic) {
    var configuration = new TreeMap<String, String>();
    configuration.put("min.insync.replicas", Integer.toString(minInSync));
    configuration.put("max.message.bytes", Integer.toString(RECORD_BYTES));
    switch (topic.cleanup()) {
      case DELETE -> configuration.put("cleanup.policy", "delete");
      case KEEP -> {
        configuration.put("cleanup.policy", "delete");
        configuration.put("retention.ms", "-1");
        configuration.put("retention.bytes", "-1");
      }
      case COMPACT -> configuration.put("cleanup.policy", "compact");
    }
    return configuration;
  }

  /**
   * The configuration a new topic gets: the one it must have, and what an existing one may have
   * differently.
   */
  public Map<String, String> creation(Topic<?, ?> topic) {
    var configuration = new TreeMap<>(configuration(topic));
    configuration.put("message.timestamp.after.max.ms", Long.toString(AHEAD_MILLIS));
    return configuration;
  }
}
