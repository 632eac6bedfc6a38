package io.longshore.console.kafka;

import io.longshore.console.state.Extent;
import io.longshore.console.state.GroupLag;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.lag.LagReader;
import io.longshore.runtime.lag.PartitionLag;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the cluster says of our topics and groups. Changes nothing. */
final class Cluster implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private static final Map<String, String> IMPATIENT =
      Map.of(
          AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000",
          AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");

  /** State of a group that no member ever joined. */
  private static final String NEVER = "never seen";

  private final Admin admin;
  private final LagReader lagReader;
  private final String prefix;

  Cluster(KafkaConnection kafka, Clock clock) {
    this.prefix = kafka.names().prefix();
    this.lagReader = new LagReader(kafka, "console-reads-lag", clock);
    this.admin = kafka.admin("console-asks", IMPATIENT);
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
                .computeIfAbsent(bare(partition.topic()), topic -> new ArrayList<>())
                .add(
                    new Extent(
                        partition.partition(),
                        Objects.requireNonNull(begins.get(partition)).offset(),
                        end.offset())));
    topics.values().forEach(extents -> extents.sort(Comparator.comparingInt(Extent::partition)));
    return topics;
  }

  /** How far each of our groups is behind on each topic of ours that it reads. */
  List<GroupLag> lags() throws ExecutionException, InterruptedException {
    var positions = new TreeMap<String, List<PartitionLag>>();
    for (PartitionLag one : lagReader.read().partitions()) {
      if (Topics.all().stream().anyMatch(topic -> topic.name().equals(bare(one.topic())))) {
        positions
            .computeIfAbsent(one.group() + "/" + one.topic(), key -> new ArrayList<>())
            .add(one);
      }
    }
    Map<String, ConsumerGroupDescription> groups = described();
    return positions.values().stream()
        .map(partitions -> lag(partitions, groups.get(partitions.get(0).group())))
        .toList();
  }

  /** Groups that exist: one whose service never ran does not. */
  private Map<String, ConsumerGroupDescription> described()
      throws ExecutionException, InterruptedException {
    List<String> groups =
        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
            .map(GroupListing::groupId)
            .filter(group -> group.startsWith(prefix + "longshore-"))
            .toList();
    return groups.isEmpty() ? Map.of() : admin.describeConsumerGroups(groups).all().get();
  }

  private GroupLag lag(List<PartitionLag> partitions, @Nullable ConsumerGroupDescription group) {
    PartitionLag first = partitions.get(0);
    return new GroupLag(
        first.group().substring(prefix.length()),
        bare(first.topic()),
        group == null ? NEVER : group.groupState().toString().toLowerCase(Locale.ROOT),
        group == null ? 0 : group.members().size(),
        partitions.stream()
            .map(one -> new GroupLag.Position(one.partition(), one.position(), one.end()))
            .toList());
  }

  private String bare(String topic) {
    return topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic;
  }

  @Override
  public void close() {
    lagReader.close();
    admin.close(CLOSING);
  }
}
