package io.longshore.runtime.lag;

import io.longshore.runtime.access.Access;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the cluster how far the groups of a deployment are behind, as {@link Lag} means it. A
 * consumer's own metrics are no answer when it is dead.
 *
 * <p>Safe for use by several threads, one at a time.
 */
public final class LagReader implements AutoCloseable {
  /** What a login needs to read it. */
  public static final Access ACCESS = access();

  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  /** Whoever asks asks again soon, and has other things to do meanwhile. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000",
          AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");

  private final Admin admin;
  private final PredictedUntil predictedUntil;
  private final List<Readership> groups;
  private final String scorers;
  private final String predictions;
  private final Clock clock;

  /**
   * Opens its clients.
   *
   * @param clientId of these clients
   */
  public LagReader(KafkaConnection kafka, String clientId, Clock clock) {
    this.admin = kafka.admin(clientId, IMPATIENT);
    this.predictedUntil = new PredictedUntil(kafka, clientId + "-predictions", clock);
    this.groups = Readership.of(kafka.names());
    this.scorers = kafka.names().group(Writer.SCORER.service());
    this.predictions = kafka.names().of(Topics.PREDICTIONS);
    this.clock = clock;
  }

  private static Access access() {
    Access access = Access.of("lag").reads(Topics.PREDICTIONS).describes(Topics.IMAGES);
    for (Readership group : Readership.of(new TopicNames(""))) {
      access = access.watchesGroup(group.group());
      for (String topic : group.topics()) {
        access = access.describes(topic);
      }
    }
    return access;
  }

  /**
   * Reads it now.
   *
   * @throws LagUnknownException if Kafka does not answer or does not allow it
   */
  public synchronized Lag read() {
    try {
      Map<String, Map<TopicPartition, Long>> committed = committed();
      Set<TopicPartition> partitions = partitions();
      committed.values().forEach(offsets -> partitions.addAll(offsets.keySet()));
      Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
      Map<TopicPartition, Long> ends = offsets(begins.keySet(), OffsetSpec.latest());
      return new Offsets(committed, begins, ends, predicted(begins, ends))
          .lag(groups, scorers, clock.instant());
    } catch (ExecutionException e) {
      throw new LagUnknownException(Objects.requireNonNullElse(e.getCause(), e));
    } catch (KafkaException e) {
      throw new LagUnknownException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LagUnknownException(e);
    }
  }

  private Map<String, Map<TopicPartition, Long>> committed()
      throws ExecutionException, InterruptedException {
    var asked =
        admin.listConsumerGroupOffsets(
            groups.stream()
                .collect(
                    Collectors.toMap(
                        Readership::group, group -> new ListConsumerGroupOffsetsSpec())));
    var committed = new HashMap<String, Map<TopicPartition, Long>>();
    for (Readership group : groups) {
      try {
        var offsets = new HashMap<TopicPartition, Long>();
        asked
            .partitionsToOffsetAndMetadata(group.group())
            .get()
            .forEach(
                (partition, offset) -> {
                  if (offset != null) {
                    offsets.put(partition, offset.offset());
                  }
                });
        committed.put(group.group(), offsets);
      } catch (ExecutionException e) {
        requireThat(e.getCause() instanceof GroupIdNotFoundException, e);
      }
    }
    return committed;
  }

  /** Of the predictions and of every topic that a group reads, as far as they exist. */
  private Set<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    var topics = new HashSet<String>(List.of(predictions));
    groups.forEach(group -> topics.addAll(group.topics()));
    var partitions = new HashSet<TopicPartition>();
    for (KafkaFuture<TopicDescription> described :
        admin.describeTopics(topics).topicNameValues().values()) {
      try {
        TopicDescription topic = described.get();
        topic
            .partitions()
            .forEach(p -> partitions.add(new TopicPartition(topic.name(), p.partition())));
      } catch (ExecutionException e) {
        requireThat(e.getCause() instanceof UnknownTopicOrPartitionException, e);
      }
    }
    return partitions;
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    var asked =
        admin.listOffsets(
            partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)), COMMITTED);
    var offsets = new HashMap<TopicPartition, Long>();
    for (TopicPartition partition : partitions) {
      try {
        offsets.put(partition, asked.partitionResult(partition).get().offset());
      } catch (ExecutionException e) {
        requireThat(e.getCause() instanceof UnknownTopicOrPartitionException, e);
      }
    }
    return offsets;
  }

  private Map<TopicPartition, Long> predicted(
      Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    return predictedUntil.read(
        begins,
        ends.entrySet().stream()
            .filter(end -> end.getKey().topic().equals(predictions))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static void requireThat(boolean harmless, ExecutionException e)
      throws ExecutionException {
    if (!harmless) {
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    predictedUntil.close();
    admin.close();
  }
}
