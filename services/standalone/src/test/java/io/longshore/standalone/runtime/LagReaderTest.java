package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.lag.LagReader;
import io.longshore.runtime.lag.LagUnknownException;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the cluster says of consumers that are not there to say it themselves. */
@ExtendWith(SharedBroker.class)
@Timeout(60)
class LagReaderTest {
  private final KafkaConnection kafka;

  LagReaderTest(KafkaConnection kafka) {
    this.kafka = kafka;
    TestTopics.create(kafka, Topics.LABELS, Topics.IMAGES, Topics.PREDICTIONS);
  }

  @Test
  void a_tracker_that_never_ran_is_behind_by_every_label() {
    label(0, 10);

    long lag = lag("tracker", kafka.names().of(Topics.LABELS));

    assertThat(lag).isEqualTo(10);
  }

  @Test
  void a_dead_scorer_is_behind_from_its_commit_and_no_further_than_from_its_last_prediction() {
    for (int i = 0; i < 10; i++) {
      TestTopics.writeRaw(kafka, Topics.IMAGES, new byte[] {'i'}, new byte[] {1});
    }
    commit("scorer", new TopicPartition(kafka.names().of(Topics.IMAGES), 0), 2);
    try (var reader = new LagReader(kafka, "test-reads-lag", Clock.systemUTC())) {
      assertThat(reader.read().records(group("scorer"), kafka.names().of(Topics.IMAGES)))
          .isEqualTo(8);

      predict(new ImageLocation(0, 6));

      assertThat(reader.read().records(group("scorer"), kafka.names().of(Topics.IMAGES)))
          .isEqualTo(3);
    }
  }

  @Test
  void what_an_open_transaction_holds_back_is_not_waited_for_by_anybody() throws Exception {
    label(0, 5);
    String labels = kafka.names().of(Topics.LABELS);
    try (var producer =
        kafka.producer("test-open", Map.of("transactional.id", kafka.names().prefix() + "open"))) {
      producer.initTransactions();
      producer.beginTransaction();
      var unused = producer.send(new ProducerRecord<>(labels, 0, new byte[] {1}, new byte[] {2}));
      producer.flush();

      long during = lag("tracker", labels);
      producer.commitTransaction();

      assertThat(during).isEqualTo(5);
      while (lag("tracker", labels) == 5) {
        Thread.sleep(20); // partitions hear of it after the one who commits
      }
      assertThat(lag("tracker", labels)).isGreaterThan(5);
    }
  }

  @Test
  void a_cluster_that_does_not_answer_is_no_lag_of_zero() {
    var nowhere =
        new KafkaConnection(
            Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "default.api.timeout.ms",
                "600",
                "request.timeout.ms",
                "300"),
            new TopicNames(""),
            new SimpleMeterRegistry());

    try (var reader = new LagReader(nowhere, "test-reads-lag", Clock.systemUTC())) {
      assertThatThrownBy(reader::read)
          .isInstanceOf(LagUnknownException.class)
          .hasMessageContaining("kafka.bootstrap.servers");
    }
  }

  private long lag(String service, String topic) {
    try (var reader = new LagReader(kafka, "test-reads-lag", Clock.systemUTC())) {
      return reader.read().records(group(service), topic);
    }
  }

  private String group(String service) {
    return kafka.names().group(service);
  }

  private void commit(String service, TopicPartition partition, long offset) {
    try (var admin = kafka.admin("test-commits")) {
      admin
          .alterConsumerGroupOffsets(
              group(service), Map.of(partition, new OffsetAndMetadata(offset)))
          .all()
          .get();
    } catch (Exception e) {
      throw new IllegalStateException("the test could not commit", e);
    }
  }

  private void label(int from, int to) {
    try (var labels = kafka.promptWriter(Topics.LABELS, "test")) {
      for (int i = from; i < to; i++) {
        var image = new ImageId("image-" + i);
        labels.write(
            image,
            new Label(image, "cat", new ImageLocation(0, i), "unit", Split.STREAM, Instant.EPOCH));
      }
    }
  }

  private void predict(ImageLocation source) {
    try (var predictions = kafka.promptWriter(Topics.PREDICTIONS, "test")) {
      var image = new ImageId("image-" + source.offset());
      predictions.write(
          image,
          new Prediction(
              image,
              List.of(new ClassProbability("cat", 1)),
              new ModelVersion("0".repeat(64)),
              Role.LIVE,
              1,
              0,
              source,
              /* repeat= */ false,
              Instant.EPOCH));
    }
  }
}
