package io.longshore.runtime.topic;

import io.longshore.schemas.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that are missing and verifies the ones that are there. A topic that would lose
 * decisions or break an order is refused by name, with the key that is wrong; nothing existing is
 * ever changed.
 */
public final class TopicProvisioning {
  private final Admin admin;
  private final TopicNames names;
  private final TopicLayout layout;

  public TopicProvisioning(Admin admin, TopicNames names, TopicLayout layout) {
    this.admin = admin;
    this.names = names;
    this.layout = layout;
  }

  /** Creates every topic that does not exist. */
  public void create(Collection<? extends Topic<?, ?>> topics) {
    var created =
        admin.createTopics(
            topics.stream()
                .map(
                    t ->
                        new NewTopic(names.of(t), layout.partitions(t), layout.replication())
                            .configs(layout.configuration(t)))
                .toList());
    created
        .values()
        .forEach(
            (name, done) -> {
              try {
                done.get();
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                  throw new TopicMisconfiguredException(
                      List.of(
                          "topic " + name + " cannot be created: " + String.valueOf(e.getCause())));
                }
              } catch (InterruptedException e) {
                throw interrupted(e);
              }
            });
  }

  /**
   * Checks every topic.
   *
   * @throws TopicMisconfiguredException naming every topic and key that is wrong
   */
  public void verify(Collection<? extends Topic<?, ?>> topics) {
    var problems = new ArrayList<String>();
    for (Topic<?, ?> topic : topics) {
      problems.addAll(problems(topic));
    }
    if (!problems.isEmpty()) {
      throw new TopicMisconfiguredException(problems);
    }
  }

  private List<String> problems(Topic<?, ?> topic) {
    String name = names.of(topic);
    TopicDescription description;
    Config config;
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try {
      description =
          Objects.requireNonNull(
              admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
      config =
          Objects.requireNonNull(
              admin.describeConfigs(List.of(resource)).all().get().get(resource));
    } catch (ExecutionException e) {
      return List.of("topic " + name + " cannot be described: " + String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    var problems = new ArrayList<String>();
    int partitions = description.partitions().size();
    if (partitions != layout.partitions(topic)) {
      problems.add(
          "topic %s has %d partitions, needs %d (longshore.topics.partitions)"
              .formatted(name, partitions, layout.partitions(topic)));
    }
    int copies =
        description.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    if (copies < layout.replication()) {
      problems.add(
          "topic %s has replication %d, needs %d (longshore.topics.replication)"
              .formatted(name, copies, layout.replication()));
    }
    for (Map.Entry<String, String> wanted : layout.configuration(topic).entrySet()) {
      ConfigEntry found = config.get(wanted.getKey());
      if (found == null || !wanted.getValue().equals(found.value())) {
        problems.add(
            "topic %s has %s=%s, needs %s"
                .formatted(
                    name, wanted.getKey(), found == null ? "" : found.value(), wanted.getValue()));
      }
    }
    return problems;
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while talking to the cluster about topics", e);
  }
}
