package io.longshore.console.kafka;

import io.longshore.console.state.Extent;
import io.longshore.console.state.GroupLag;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the cluster says of our topics and groups. Changes nothing. */
final class Cluster implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final Admin admin;
  private final String prefix;

  Cluster(KafkaConnection kafka) {
    this.prefix = kafka.names().prefix();
    this.admin =
        Admin.create(
            kafka.properties(
                Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG, prefix + "console-asks",
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000")));
  }

  /** What each of our topics holds that is there, by name without prefix. */
  SortedMap<String, List<Extent>> topics() throws ExecutionException, InterruptedException {
    Set<String> there = admin.listTopics().names().get();
    Set<String> ours = new HashSet<>();
    Topics.all().forEach(topic -> ours.add(prefix + topic.name()));
    ours.retainAll(there);
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    var earliest = new HashMap<TopicPartition, OffsetSpec>();
    admin
        .describeTopics(ours)
        .allTopicNames()
        .get()
        .forEach(
            (name, description) ->
                description
                    .partitions()
                    .forEach(
                        partition -> {
                          var at = new TopicPartition(name, partition.partition());
                          latest.put(at, OffsetSpec.latest());
                          earliest.put(at, OffsetSpec.earliest());
                        }));
    Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(latest).all().get();
    Map<TopicPartition, ListOffsetsResultInfo> begins = admin.listOffsets(earliest).all().get();
    var topics = new TreeMap<String, List<Extent>>();
    ends.forEach(
        (partition, end) ->
            topics
                .computeIfAbsent(bare(partition), topic -> new ArrayList<>())
                .add(
                    new Extent(
                        partition.partition(),
                        Objects.requireNonNull(begins.get(partition)).offset(),
                        end.offset())));
    topics.values().forEach(extents -> extents.sort(Comparator.comparingInt(Extent::partition)));
    return topics;
  }

  /** How far each of our groups is behind on each topic that it reads. */
  List<GroupLag> lags(SortedMap<String, List<Extent>> topics)
      throws ExecutionException, InterruptedException {
    List<String> groups =
        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
            .map(GroupListing::groupId)
            .filter(group -> group.startsWith(prefix + "longshore-"))
            .sorted()
            .toList();
    if (groups.isEmpty()) {
      return List.of();
    }
    Map<String, ConsumerGroupDescription> described =
        admin.describeConsumerGroups(groups).all().get();
    var questions = new HashMap<String, ListConsumerGroupOffsetsSpec>();
    groups.forEach(group -> questions.put(group, new ListConsumerGroupOffsetsSpec()));
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
        admin.listConsumerGroupOffsets(questions).all().get();
    var lags = new ArrayList<GroupLag>();
    for (String group : groups) {
      var description = Objects.requireNonNull(described.get(group));
      var offsets = committed.getOrDefault(group, Map.of());
      for (String topic : read(description, offsets.keySet())) {
        if (topics.containsKey(topic)) {
          lags.add(lag(description, topic, topics.get(topic), offsets));
        }
      }
    }
    return lags;
  }

  /** Topics that a group has partitions of, or offsets. */
  private Collection<String> read(ConsumerGroupDescription group, Set<TopicPartition> withOffsets) {
    var topics = new TreeSet<String>();
    withOffsets.forEach(partition -> topics.add(bare(partition)));
    group
        .members()
        .forEach(member -> member.assignment().topicPartitions().forEach(p -> topics.add(bare(p))));
    return topics;
  }

  private GroupLag lag(
      ConsumerGroupDescription group,
      String topic,
      List<Extent> extents,
      Map<TopicPartition, OffsetAndMetadata> offsets) {
    var positions = new ArrayList<GroupLag.Position>();
    for (Extent extent : extents) {
      OffsetAndMetadata at = offsets.get(new TopicPartition(prefix + topic, extent.partition()));
      positions.add(
          new GroupLag.Position(
              extent, at == null ? OptionalLong.empty() : OptionalLong.of(at.offset())));
    }
    return new GroupLag(
        group.groupId().substring(prefix.length()),
        topic,
        group.groupState().toString().toLowerCase(Locale.ROOT),
        group.members().size(),
        positions);
  }

  private String bare(TopicPartition partition) {
    String topic = partition.topic();
    return topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic;
  }

  @Override
  public void close() {
    admin.close(CLOSING);
  }
}
