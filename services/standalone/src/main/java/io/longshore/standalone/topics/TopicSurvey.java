package io.longshore.standalone.topics;

import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicMisconfiguredException;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.runtime.topic.TopicProvisioning;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.standalone.topics.TopicState.Found;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;

/** Looks at every topic of a deployment at once. */
public final class TopicSurvey {
  private final Admin admin;
  private final TopicNames names;
  private final TopicLayout layout;

  /**
   * @param layout what topics should be like
   */
  public TopicSurvey(Admin admin, TopicNames names, TopicLayout layout) {
    this.admin = admin;
    this.names = names;
    this.layout = layout;
  }

  /**
   * The topics, in the order of {@link Topics#all()}.
   *
   * @throws IllegalStateException whose cause is Kafka's, if it does not answer or refuses
   */
  public List<TopicState> look() {
    try {
      Set<String> there = admin.listTopics().names().get();
      List<String> ours = Topics.all().stream().map(names::of).filter(there::contains).toList();
      Map<String, TopicDescription> descriptions = admin.describeTopics(ours).allTopicNames().get();
      Map<String, Found> found = found(descriptions);
      return Topics.all().stream()
          .map(
              topic ->
                  new TopicState(
                      topic,
                      names.of(topic),
                      Optional.ofNullable(found.get(names.of(topic))),
                      problems(topic, there)))
          .toList();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be described", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking at topics", e);
    }
  }

  /** The same words that a service refuses to start with. */
  private List<String> problems(Topic<?, ?> topic, Set<String> there) {
    if (!there.contains(names.of(topic))) {
      return List.of("it does not exist; './longshore topics create' creates it");
    }
    try {
      new TopicProvisioning(admin, names, layout, Duration.ZERO).verify(List.of(topic));
      return List.of();
    } catch (TopicMisconfiguredException e) {
      return String.valueOf(e.getMessage())
          .lines()
          .skip(1)
          .map(String::strip)
          .map(line -> line.replace("topic " + names.of(topic) + " ", ""))
          .toList();
    }
  }

  private Map<String, Found> found(Map<String, TopicDescription> descriptions)
      throws ExecutionException, InterruptedException {
    Map<String, Config> configs = configs(descriptions.keySet());
    Map<String, Long> records = records(descriptions.values());
    Map<String, Long> bytes = bytes(descriptions.values());
    var found = new TreeMap<String, Found>();
    descriptions.forEach(
        (name, description) -> {
          List<TopicPartitionInfo> partitions = description.partitions();
          found.put(
              name,
              new Found(
                  partitions.size(),
                  partitions.stream().mapToInt(p -> p.replicas().size()).min().orElse(0),
                  partitions.stream().mapToInt(p -> p.isr().size()).min().orElse(0),
                  value(Objects.requireNonNull(configs.get(name)), "cleanup.policy"),
                  Long.parseLong(value(Objects.requireNonNull(configs.get(name)), "retention.ms")),
                  records.getOrDefault(name, 0L),
                  Optional.ofNullable(bytes.get(name))
                      .map(OptionalLong::of)
                      .orElse(OptionalLong.empty())));
        });
    return found;
  }

  private Map<String, Config> configs(Collection<String> topics)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> resources =
        topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
    return admin.describeConfigs(resources).all().get().entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().name(), Map.Entry::getValue));
  }

  private static String value(Config config, String key) {
    ConfigEntry entry = config.get(key);
    return entry == null ? "0" : entry.value();
  }

  private Map<String, Long> records(Collection<TopicDescription> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, ListOffsetsResultInfo> first = offsets(topics, OffsetSpec.earliest());
    var records = new HashMap<String, Long>();
    offsets(topics, OffsetSpec.latest())
        .forEach(
            (partition, end) ->
                records.merge(
                    partition.topic(),
                    end.offset()
                        - Optional.ofNullable(first.get(partition))
                            .map(ListOffsetsResultInfo::offset)
                            .orElse(0L),
                    Long::sum));
    return records;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Collection<TopicDescription> topics, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    var wanted = new HashMap<TopicPartition, OffsetSpec>();
    topics.forEach(
        topic ->
            topic
                .partitions()
                .forEach(p -> wanted.put(new TopicPartition(topic.name(), p.partition()), spec)));
    return admin.listOffsets(wanted).all().get();
  }

  /** Who may describe topics need not be allowed to see the brokers' disks; then it is empty. */
  private Map<String, Long> bytes(Collection<TopicDescription> topics) throws InterruptedException {
    Set<Integer> brokers =
        topics.stream()
            .flatMap(t -> t.partitions().stream())
            .flatMap(p -> p.replicas().stream())
            .map(node -> node.id())
            .collect(Collectors.toSet());
    var bytes = new HashMap<String, Long>();
    try {
      admin
          .describeLogDirs(brokers)
          .allDescriptions()
          .get()
          .values()
          .forEach(
              directories ->
                  directories
                      .values()
                      .forEach(
                          directory ->
                              directory
                                  .replicaInfos()
                                  .forEach(
                                      (partition, replica) ->
                                          bytes.merge(
                                              partition.topic(), replica.size(), Long::sum))));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ApiException)) {
        throw new IllegalStateException("the brokers' disks cannot be described", e);
      }
    }
    return bytes;
  }
}
