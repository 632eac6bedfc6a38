package io.longshore.standalone.topics;

import io.longshore.schemas.Topic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A topic of Longshore on a cluster.
 *
 * @param topic what it should be
 * @param name its full name
 * @param found what it is; empty if it is not there
 * @param problems what is not as it should be, in words
 */
public record TopicState(
    Topic<?, ?> topic, String name, Optional<Found> found, List<String> problems) {

  public TopicState {
    problems = List.copyOf(problems);
  }

  /**
   * What the cluster says of it.
   *
   * @param replication copies of the partition that has the fewest
   * @param inSync copies in step of the partition that has the fewest
   * @param cleanup Kafka's cleanup.policy
   * @param retentionMillis -1 for ever
   * @param records end offsets less first ones: compaction and transactions leave gaps, so no more
   *     than this
   * @param bytes of all copies; empty if the brokers do not tell
   */
  public record Found(
      int partitions,
      int replication,
      int inSync,
      String cleanup,
      long retentionMillis,
      long records,
      OptionalLong bytes) {}

  public boolean isGood() {
    return problems.isEmpty();
  }
}
