package io.longshore.tracker.streams;

import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicMisconfiguredException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** The topics that Kafka Streams keeps for an application: what it counted, and hands on. */
public final class InternalTopics {

  private InternalTopics() {}

  /**
   * Refuses those that are there and have fewer copies than the layout wants: Kafka Streams gives
   * new ones as many as it is told, and never changes the number of an old one.
   *
   * @param application id of the application
   * @throws TopicMisconfiguredException naming every topic with too few copies
   */
  public static void requireCopies(Admin admin, String application, TopicLayout layout)
      throws ExecutionException, InterruptedException {
    List<String> ours =
        admin.listTopics().names().get().stream()
            .filter(name -> isOf(application, name))
            .sorted()
            .toList();
    Map<String, TopicDescription> described = admin.describeTopics(ours).allTopicNames().get();
    List<String> problems =
        described.values().stream()
            .filter(topic -> copies(topic) < layout.replication())
            .map(
                topic ->
                    "topic %s has replication %d, needs %d (longshore.topics.replication): with a lost broker its counts are lost; kafka-reassign-partitions.sh adds copies"
                        .formatted(topic.name(), copies(topic), layout.replication()))
            .sorted()
            .toList();
    if (!problems.isEmpty()) {
      throw new TopicMisconfiguredException(problems);
    }
  }

  /** Whether a topic is named as Kafka Streams names those of an application. */
  public static boolean isOf(String application, String topic) {
    return topic.startsWith(application + "-")
        && (topic.endsWith("-changelog") || topic.endsWith("-repartition"));
  }

  private static int copies(TopicDescription topic) {
    return topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
  }
}
