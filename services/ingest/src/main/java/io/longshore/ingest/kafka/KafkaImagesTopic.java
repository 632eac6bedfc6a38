package io.longshore.ingest.kafka;

import io.longshore.domain.image.ImageLocation;
import io.longshore.ingest.log.ImagesTopic;
import io.longshore.ingest.log.LogUnreachableException;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The images topic as the cluster describes it. Offsets are asked for only when a location lies
 * outside those last seen, so a stream of labels for images already known costs nothing.
 */
public final class KafkaImagesTopic implements ImagesTopic, AutoCloseable {

  private record Span(long begin, long end) {
    boolean has(long offset) {
      return begin <= offset && offset < end;
    }
  }

  private final Admin admin;
  private final String name;
  private final Duration patience;
  private final String id;
  private volatile Map<Integer, Span> spans = Map.of();

  /**
   * Asks the cluster for the topic.
   *
   * @param startPatience for this first answer
   * @param patience for every later one, while a sender waits
   * @throws LogUnreachableException if it does not answer in time
   */
  public KafkaImagesTopic(KafkaConnection kafka, Duration startPatience, Duration patience) {
    this.admin = kafka.admin("ingest-receipts");
    this.name = kafka.names().of(Topics.IMAGES);
    this.patience = patience;
    try {
      this.id = described(startPatience).topicId().toString();
    } catch (RuntimeException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean holds(ImageLocation location) {
    return known(location) || knownAfterRefresh(location);
  }

  /** One thread asks; those that waited for it look at its answer first. */
  private synchronized boolean knownAfterRefresh(ImageLocation location) {
    if (!known(location)) {
      spans = asked();
    }
    return known(location);
  }

  private boolean known(ImageLocation location) {
    Span span = spans.get(location.partition());
    return span != null && span.has(location.offset());
  }

  private Map<Integer, Span> asked() {
    List<TopicPartition> partitions =
        described(patience).partitions().stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    var begins = offsets(partitions, OffsetSpec.earliest());
    var ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, ListOffsetsResultInfo> first = await(begins, patience);
    var found = new HashMap<Integer, Span>();
    await(ends, patience)
        .forEach(
            (partition, end) ->
                found.put(
                    partition.partition(),
                    new Span(Objects.requireNonNull(first.get(partition)).offset(), end.offset())));
    return Map.copyOf(found);
  }

  private TopicDescription described(Duration patience) {
    return await(
        Objects.requireNonNull(
            admin.describeTopics(List.of(name)).topicNameValues().get(name), name),
        patience);
  }

  private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      List<TopicPartition> partitions, OffsetSpec spec) {
    var wanted = new HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(partition -> wanted.put(partition, spec));
    return admin.listOffsets(wanted).all();
  }

  private <T> T await(KafkaFuture<T> answer, Duration patience) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new LogUnreachableException("Kafka does not say what is on topic " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnreachableException("interrupted while asking about topic " + name, e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
