package io.longshore.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker, killed when a transaction of two partitions was decided and one partition told.
 */
@Timeout(120)
class LostMarkersTest {
  private static final TopicPartition TOLD = new TopicPartition("counts", 0);
  private static final TopicPartition NOT_TOLD = new TopicPartition("counts", 1);
  private static final String ID = "tracker";

  @Test
  void what_was_committed_is_read_after_the_next_start(@TempDir Path folder) throws Exception {
    decided(folder, true);

    try (LocalBroker broker = LocalBroker.start(folder, 0)) {
      assertThat(committedEnd(broker)).as("of a record and a marker").isEqualTo(2);
      assertThat(committed(broker)).isEqualTo(1);
    }
  }

  @Test
  void what_was_aborted_is_in_nobodys_way_after_the_next_start(@TempDir Path folder)
      throws Exception {
    decided(folder, false);

    try (LocalBroker broker = LocalBroker.start(folder, 0)) {
      assertThat(committedEnd(broker)).as("of a record and a marker").isEqualTo(2);
      assertThat(committed(broker)).isZero();
    }
  }

  @Test
  void what_its_coordinator_does_not_know_is_left_to_an_operator(@TempDir Path folder)
      throws Exception {
    decided(folder, true);
    HangingTransaction.write(folder, TOLD, 2);

    try (LocalBroker broker = LocalBroker.start(folder, 0);
        Admin admin = admin(broker)) {
      assertThat(end(admin, TOLD, IsolationLevel.READ_COMMITTED)).isEqualTo(2);
      assertThat(end(admin, TOLD, IsolationLevel.READ_UNCOMMITTED)).isEqualTo(3);
      assertThat(committed(broker)).isEqualTo(1);
    }
  }

  private static void decided(Path folder, boolean committed) throws Exception {
    TransactionDescription decided;
    try (LocalBroker broker = LocalBroker.start(folder, 0);
        Admin admin = admin(broker)) {
      admin.createTopics(List.of(new NewTopic(TOLD.topic(), 2, (short) 1))).all().get();
      try (Producer<String, String> producer = producer(broker)) {
        producer.initTransactions();
        producer.beginTransaction();
        var unused = producer.send(new ProducerRecord<>(TOLD.topic(), 0, "key", "value")).get();
        if (committed) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
      decided = admin.describeTransactions(List.of(ID)).description(ID).get();
    }
    HangingTransaction.write(
        folder, NOT_TOLD, 0, decided.producerId(), decided.producerEpoch() - 1);
  }

  /** Where readers of what is committed can go no further on the partition that was not told. */
  private static long committedEnd(LocalBroker broker) throws Exception {
    try (Admin admin = admin(broker)) {
      return end(admin, NOT_TOLD, IsolationLevel.READ_COMMITTED);
    }
  }

  private static long end(Admin admin, TopicPartition partition, IsolationLevel level)
      throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private static int committed(LocalBroker broker) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(NOT_TOLD));
      consumer.seekToBeginning(List.of(NOT_TOLD));
      int read = 0;
      while (consumer.position(NOT_TOLD) < 2) {
        read += consumer.poll(Duration.ofMillis(100)).count();
      }
      return read;
    }
  }

  private static Admin admin(LocalBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static Producer<String, String> producer(LocalBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", ID),
        new StringSerializer(),
        new StringSerializer());
  }
}
