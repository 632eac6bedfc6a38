package io.longshore.standalone.status;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;

/**
 * How far behind the stream its readers are.
 *
 * @param images not predicted yet; empty if no scorer has ever said how far it is
 * @param labels not counted yet; empty before the first count
 */
public record Lag(OptionalLong images, OptionalLong labels) {

  /** Before anything is known. */
  public static final Lag UNKNOWN = new Lag(OptionalLong.empty(), OptionalLong.empty());

  /**
   * Asks the cluster.
   *
   * @param counted the latest count
   */
  public static Lag ask(Admin admin, TopicNames names, Optional<ClassFrequencies> counted) {
    try {
      return new Lag(
          images(admin, names),
          counted.isEmpty()
              ? OptionalLong.empty()
              : OptionalLong.of(
                  behind(ends(admin, names, Topics.LABELS), counted.get().offsets())));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiException) {
        return UNKNOWN;
      }
      throw new IllegalStateException("offsets cannot be asked for", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for offsets", e);
    }
  }

  private static OptionalLong images(Admin admin, TopicNames names)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(names.group("scorer")).partitionsToOffsetAndMetadata().get();
    if (committed.isEmpty()) {
      return OptionalLong.empty();
    }
    var next = new TreeMap<Integer, Long>();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            next.put(partition.partition(), offset.offset());
          }
        });
    return OptionalLong.of(behind(ends(admin, names, Topics.IMAGES), next));
  }

  private static Map<Integer, Long> ends(Admin admin, TopicNames names, Topic<?, ?> topic)
      throws ExecutionException, InterruptedException {
    String name = names.of(topic);
    var wanted = new HashMap<TopicPartition, OffsetSpec>();
    admin
        .describeTopics(List.of(name))
        .allTopicNames()
        .get()
        .values()
        .forEach(
            description ->
                description
                    .partitions()
                    .forEach(
                        p ->
                            wanted.put(
                                new TopicPartition(name, p.partition()), OffsetSpec.latest())));
    var ends = new TreeMap<Integer, Long>();
    admin
        .listOffsets(wanted)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return ends;
  }

  /** Of a partition that nothing was read of, all is missing. */
  static long behind(Map<Integer, Long> ends, Map<Integer, Long> next) {
    return ends.entrySet().stream()
        .mapToLong(e -> Math.max(0, e.getValue() - next.getOrDefault(e.getKey(), 0L)))
        .sum();
  }
}
