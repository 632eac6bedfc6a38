package io.longshore.standalone.doctor;

import io.longshore.standalone.topics.TopicState;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the topics are there and as they should be.
 *
 * @param topics as a survey found them
 */
public record TopicsCheck(List<TopicState> topics) implements Check {
  private static final String CHECK = "topics";

  public TopicsCheck {
    topics = List.copyOf(topics);
  }

  @Override
  public List<Finding> look() {
    if (topics.stream().allMatch(topic -> topic.found().isEmpty())) {
      return List.of(
          Finding.warning(
              CHECK,
              "none of the %d topics is there, such as %s"
                  .formatted(topics.size(), topics.get(0).name()),
              "the first service that starts creates them, or './longshore topics create'; is --topic-prefix right?"));
    }
    var findings = new ArrayList<Finding>();
    for (TopicState topic : topics) {
      topic.problems().forEach(problem -> findings.add(fault(topic, problem)));
      topic
          .found()
          .filter(found -> found.inSync() < found.replication())
          .ifPresent(
              found ->
                  findings.add(
                      Finding.warning(
                          CHECK,
                          "%s has %d of %d copies in sync"
                              .formatted(topic.name(), found.inSync(), found.replication()),
                          "look at the brokers that hold it: one is away or slow")));
    }
    return findings.isEmpty()
        ? List.of(Finding.ok(CHECK, "all %d are as they should be".formatted(topics.size())))
        : findings;
  }

  private static Finding fault(TopicState topic, String problem) {
    return Finding.fault(
        CHECK,
        topic.name() + " " + problem,
        topic.found().isEmpty()
            ? "create it"
            : "no service starts on it: change it with kafka-configs.sh, or tell what the services are told (--partitions, --replication, --min-in-sync)");
  }
}
