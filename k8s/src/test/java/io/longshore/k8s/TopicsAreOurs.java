package io.longshore.k8s;

import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every topic of the code, as services verify it at their start, on brokers that can hold it. */
final class TopicsAreOurs implements Rule {

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    Set<TopicLayout> layouts =
        overlay.workloads().stream()
            .map(workload -> layout(workload, overlay, problems))
            .collect(Collectors.toSet());
    for (TopicLayout layout : layouts) {
      Topics.all().forEach(topic -> compare(overlay, topic, layout, problems));
      int brokers = brokers(overlay);
      if (layout.replication() > brokers) {
        problems.add(
            "%d copies of each partition on %d brokers".formatted(layout.replication(), brokers));
      }
    }
    Set<String> ours =
        Topics.all().stream().map(Topic::name).collect(Collectors.toCollection(HashSet::new));
    overlay.all("KafkaTopic").stream()
        .filter(topic -> !ours.contains(topic.name()))
        .forEach(topic -> problems.add(topic.title() + " is no topic of Longshore"));
    return problems;
  }

  private static TopicLayout layout(Workload workload, Overlay overlay, List<String> problems) {
    ProcessSettings.Topics topics =
        ServiceSettings.of(workload, overlay).of(ProcessSettings.class).topics();
    if (topics.create()) {
      problems.add(workload.title() + " would create topics, which its login may not");
    }
    return new TopicLayout(topics.partitions(), topics.replication(), topics.minInSync());
  }

  private static void compare(
      Overlay overlay, Topic<?, ?> topic, TopicLayout layout, List<String> problems) {
    Document there = overlay.find("KafkaTopic", topic.name()).orElse(null);
    if (there == null) {
      problems.add("there is no KafkaTopic " + topic.name());
      return;
    }
    differ(
        there,
        "partitions",
        layout.partitions(topic),
        there.at("/spec/partitions").asInt(),
        problems);
    differ(
        there,
        "replicas",
        (int) layout.replication(),
        there.at("/spec/replicas").asInt(),
        problems);
    Map<String, String> config = Document.strings(there.at("/spec/config"));
    differ(there, "config", layout.creation(topic), config, problems);
  }

  private static void differ(
      Document topic, String what, Object needed, Object found, List<String> problems) {
    if (!needed.equals(found)) {
      problems.add("%s: %s is %s, services need %s".formatted(topic.title(), what, found, needed));
    }
  }

  static int brokers(Overlay overlay) {
    return overlay.all("KafkaNodePool").stream()
        .filter(pool -> pool.at("/spec/roles").toString().contains("broker"))
        .mapToInt(pool -> pool.at("/spec/replicas").asInt())
        .sum();
  }
}
