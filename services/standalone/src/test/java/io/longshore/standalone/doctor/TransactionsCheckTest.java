package io.longshore.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.standalone.broker.HangingTransaction;
import io.longshore.standalone.broker.LocalBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real broker, with a transaction that goes on and one that hangs. */
@Timeout(120)
class TransactionsCheckTest {
  private static final String TOPIC = "longshore-tracker-counts-changelog";

  @Test
  void a_transaction_that_hangs_is_told_from_one_that_goes_on(@TempDir Path folder)
      throws Exception {
    try (var broker = LocalBroker.start(folder, 0);
        Admin admin = admin(broker)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      try (Producer<String, String> producer = producer(broker)) {
        begin(producer);

        assertThat(new TransactionsCheck(admin, List.of(TOPIC)).look())
            .containsExactly(Finding.ok("transactions", "none hangs of the 1 that are open"));

        producer.commitTransaction();
      }
    }
    // The record and the marker of its end are there.
    HangingTransaction.write(folder, new TopicPartition(TOPIC, 0), 2);
    try (var broker = LocalBroker.start(folder, 0);
        Admin admin = admin(broker)) {
      List<Finding> found = new TransactionsCheck(admin, List.of(TOPIC)).look();

      assertThat(found).hasSize(1);
      assertThat(found.get(0).level()).isEqualTo(Level.WARNING);
      assertThat(found.get(0).found())
          .contains("producer 7007 on " + TOPIC + "-0 hangs")
          .contains("no further than offset 2");
      assertThat(found.get(0).advice().orElseThrow())
          .contains("abort --topic " + TOPIC + " --partition 0 --start-offset 2");
    }
  }

  private static void begin(Producer<String, String> producer) throws Exception {
    producer.initTransactions();
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>(TOPIC, "key", "value")).get();
  }

  private static Admin admin(LocalBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static Producer<String, String> producer(LocalBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test"),
        new StringSerializer(),
        new StringSerializer());
  }
}
