package io.longshore.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.training.TrainingEvent;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TopicWriterTest {
  private static final String TOPIC = "beach.training-events";
  private static final TrainingEvent EVENT =
      new TrainingEvent.Failed("run-1", "no labels", Instant.EPOCH);

  private final Queue<CompletableFuture<RecordMetadata>> sent = new ConcurrentLinkedQueue<>();

  @Test
  void a_record_has_the_full_topic_name_and_what_the_codecs_say() {
    Encoded encoded = Topics.TRAINING.value().encode(EVENT);
    var broker = prompt();

    writer(broker).write("run-1", EVENT);

    ProducerRecord<byte[], byte[]> record = broker.history().get(0);
    assertThat(record.topic()).isEqualTo(TOPIC);
    assertThat(record.key()).isEqualTo("run-1".getBytes(UTF_8));
    assertThat(record.value()).isEqualTo(encoded.bytes());
    assertThat(record.headers())
        .extracting(header -> header.key())
        .containsExactlyElementsOf(encoded.headers().keySet());
  }

  @Test
  void removing_a_key_writes_a_tombstone() {
    var broker = prompt();

    writer(broker).remove("run-1");

    assertThat(broker.history().get(0).key()).isEqualTo("run-1".getBytes(UTF_8));
    assertThat(broker.history().get(0).value()).isNull();
  }

  @Test
  void the_first_record_to_a_partition_is_waited_for() throws InterruptedException {
    var broker = slow();
    var writer = writer(broker);

    var sending = CompletableFuture.runAsync(() -> sent.add(writer.send(0, "run-1", EVENT)));
    awaitHistory(broker, 1);
    boolean returnedEarly = sending.isDone();
    broker.completeNext();

    assertThat(returnedEarly).isFalse();
    sending.join();
    assertThat(sent).singleElement().satisfies(record -> assertThat(record).isCompleted());
  }

  @Test
  void once_a_partition_has_answered_its_records_are_not_waited_for() throws InterruptedException {
    var broker = slow();
    var writer = writer(broker);
    var first = CompletableFuture.runAsync(() -> sent.add(writer.send(0, "run-1", EVENT)));
    awaitHistory(broker, 1);
    broker.completeNext();
    first.join();

    CompletableFuture<RecordMetadata> second = writer.send(0, "run-1", EVENT);
    CompletableFuture<RecordMetadata> third = writer.send(0, "run-1", EVENT);

    assertThat(second).isNotDone();
    assertThat(third).isNotDone();
  }

  @Test
  void of_many_first_records_at_once_each_arrives_once() {
    var broker = prompt();
    var writer = writer(broker);

    List<CompletableFuture<Void>> senders =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.runAsync(() -> writer.write("run-" + i, EVENT)))
            .toList();
    senders.forEach(CompletableFuture::join);

    assertThat(broker.history()).hasSize(20);
  }

  @Test
  void a_record_that_the_broker_refuses_is_told_with_the_topic() throws InterruptedException {
    var broker = slow();
    var writer = writer(broker);

    var writing = CompletableFuture.supplyAsync(() -> writer.write("run-1", EVENT));
    awaitHistory(broker, 1);
    broker.errorNext(new RecordTooLargeException("5 MB"));

    assertThatThrownBy(writing::join)
        .hasCauseInstanceOf(RecordNotWrittenException.class)
        .hasMessageContaining("a record was not written to topic " + TOPIC + ": 5 MB");
  }

  @Test
  void a_partition_that_refused_its_first_record_is_waited_for_again() throws InterruptedException {
    var broker = slow();
    var writer = writer(broker);
    var refused = CompletableFuture.runAsync(() -> sent.add(writer.send(0, "run-1", EVENT)));
    awaitHistory(broker, 1);
    broker.errorNext(new RecordTooLargeException("5 MB"));
    refused.join();

    var again = CompletableFuture.runAsync(() -> sent.add(writer.send(0, "run-1", EVENT)));
    awaitHistory(broker, 2);
    boolean returnedEarly = again.isDone();
    broker.completeNext();

    again.join();
    assertThat(returnedEarly).isFalse();
    assertThat(sent)
        .extracting(CompletableFuture::isCompletedExceptionally)
        .containsExactly(true, false);
  }

  private static TopicWriter<String, TrainingEvent> writer(MockProducer<byte[], byte[]> broker) {
    return new TopicWriter<>(broker, new KafkaClientMetrics(broker), Topics.TRAINING, TOPIC);
  }

  /** Acknowledges every record at once. */
  private static MockProducer<byte[], byte[]> prompt() {
    return new MockProducer<>(
        cluster(),
        true,
        new RoundRobinPartitioner(),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Acknowledges a record when the test says so. */
  private static MockProducer<byte[], byte[]> slow() {
    return new MockProducer<>(
        cluster(),
        false,
        new RoundRobinPartitioner(),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static Cluster cluster() {
    var node = new Node(0, "broker", 9092);
    Node[] nodes = {node};
    return new Cluster(
        "cluster",
        List.of(node),
        List.of(
            new PartitionInfo(TOPIC, 0, node, nodes, nodes),
            new PartitionInfo(TOPIC, 1, node, nodes, nodes)),
        Set.of(),
        Set.of());
  }

  private static void awaitHistory(MockProducer<byte[], byte[]> broker, int size)
      throws InterruptedException {
    while (broker.history().size() < size) {
      Thread.sleep(1);
    }
  }
}
