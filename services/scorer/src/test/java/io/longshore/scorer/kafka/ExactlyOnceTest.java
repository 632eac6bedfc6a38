package io.longshore.scorer.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RejectCounts;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.PredictionBytes;
import io.longshore.schemas.Writer;
import io.longshore.scorer.fixture.Images;
import io.longshore.scorer.scoring.Arrival;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import io.longshore.scorer.scoring.ScorerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExactlyOnceTest {
  private static final TopicPartition IMAGES = new TopicPartition("images", 0);
  private static final int MOST = 2;

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          /* autoComplete= */ true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final ExactlyOnce guarantee = new ExactlyOnce(outbox(), Duration.ofHours(1), MOST);
  private final List<Long> done = new ArrayList<>();

  @BeforeEach
  void the_consumer_has_polled_and_the_transactional_id_is_taken() {
    try (var consumer = new MockConsumer<byte[], byte[]>(AutoOffsetResetStrategy.EARLIEST.name())) {
      guarantee.polled(consumer);
    }
    long unused = guarantee.tick();
  }

  @Test
  void predictions_and_the_offsets_of_their_images_are_one_transaction() {
    deliver(0);
    assertThat(producer.history()).as("the transaction is open").isEmpty();
    deliver(1);

    assertThat(producer.commitCount()).isEqualTo(1);
    assertThat(written()).containsExactly("image-0", "image-1");
    assertThat(committed()).isEqualTo(2);
    assertThat(done).containsExactly(0L, 1L);
  }

  @Test
  void of_a_transaction_that_fails_nothing_is_written_and_its_images_are_asked_for_again() {
    deliver(0);
    producer.commitTransactionException = new KafkaException("the coordinator says no");
    deliver(1);

    assertThat(producer.transactionAborted()).isTrue();
    assertThat(producer.history()).isEmpty();
    assertThat(producer.consumerGroupOffsetsHistory()).isEmpty();
    assertThat(guarantee.mustRewind()).isTrue();
    assertThat(done).as("nobody waits for what was given up").containsExactly(0L, 1L);
  }

  @Test
  void what_was_scored_before_the_images_are_fetched_again_is_given_up_with_them() {
    failATransactionOf(0, 1);

    deliver(2);
    deliver(3);
    guarantee.rewound();
    deliver(0);
    deliver(1);
    deliver(2);
    deliver(3);

    assertThat(written()).containsExactly("image-0", "image-1", "image-2", "image-3");
    assertThat(committed()).isEqualTo(4);
    assertThat(guarantee.mustRewind()).isFalse();
    assertThat(done).containsExactly(0L, 1L, 2L, 3L, 0L, 1L, 2L, 3L);
  }

  @Test
  void offsets_that_the_group_refuses_abort_what_was_sent_with_them() {
    producer.sendOffsetsToTransactionException = new KafkaException("a rebalance is under way");
    deliver(0);
    deliver(1);

    assertThat(producer.transactionAborted()).isTrue();
    assertThat(guarantee.mustRewind()).isTrue();
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void a_prediction_that_cannot_be_sent_aborts_its_transaction() {
    producer.sendException = new KafkaException("the record is too large");

    deliver(0);

    assertThat(producer.transactionAborted()).isTrue();
    assertThat(guarantee.mustRewind()).isTrue();
    assertThat(done).containsExactly(0L);
  }

  @Test
  void a_process_whose_id_another_one_has_taken_ends_and_has_written_nothing() {
    deliver(0);
    producer.fenceProducer();

    assertThatThrownBy(() -> deliver(1)).isInstanceOf(ProducerFencedException.class);

    assertThat(producer.commitCount()).isZero();
    assertThat(producer.history()).isEmpty();
    assertThat(guarantee.mustRewind()).as("others have the images").isFalse();
  }

  private void failATransactionOf(long... offsets) {
    producer.commitTransactionException = new KafkaException("the coordinator says no");
    for (long offset : offsets) {
      deliver(offset);
    }
    producer.commitTransactionException = null;
  }

  private void deliver(long offset) {
    Arrival image = Images.grey("image-" + offset, offset, 9, 9, 9, 9);
    var prediction =
        new Prediction(
            image.id(),
            List.of(new ClassProbability("cat", 1)),
            new ModelVersion("0".repeat(64)),
            Role.LIVE,
            3,
            4,
            new ImageLocation(0, offset),
            false,
            Instant.EPOCH);
    var record = new ConsumerRecord<>(IMAGES.topic(), 0, offset, new byte[0], new byte[0]);
    guarantee.deliver(
        List.of(new FetchedImage(record, Optional.empty(), Optional.empty(), 0)),
        new Scored(
            List.of(new Predicted(image, prediction)),
            List.of(new PredictionBytes().of(prediction)),
            List.of(),
            0,
            BatchTrace.NONE),
        () -> done.add(offset));
  }

  /** Images whose predictions are on their topic for whoever reads what is committed. */
  private List<String> written() {
    return producer.history().stream().map(record -> new String(record.key(), UTF_8)).toList();
  }

  private long committed() {
    List<Map<String, Map<TopicPartition, OffsetAndMetadata>>> all =
        producer.consumerGroupOffsetsHistory();
    Map<TopicPartition, OffsetAndMetadata> last =
        all.get(all.size() - 1).values().iterator().next();
    return Objects.requireNonNull(last.get(IMAGES)).offset();
  }

  private Outbox outbox() {
    var meters = new SimpleMeterRegistry();
    return new Outbox(
        new KafkaConnection(Map.of("bootstrap.servers", "nowhere:1"), new TopicNames(""), meters),
        producer,
        new Repeats(10),
        new RejectCounts(Writer.SCORER, meters),
        new ScorerMetrics(meters, Clock.systemUTC()));
  }
}
