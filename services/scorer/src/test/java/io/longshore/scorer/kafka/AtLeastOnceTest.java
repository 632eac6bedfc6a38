package io.longshore.scorer.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.runtime.kafka.RejectCounts;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.PredictionBytes;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.scorer.fixture.Images;
import io.longshore.scorer.scoring.Arrival;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import io.longshore.scorer.scoring.ScorerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AtLeastOnceTest {
  private static final String PREDICTIONS = Topics.PREDICTIONS.name();
  private static final String REJECTS = Topics.rejects(Writer.SCORER).name();

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          /* autoComplete= */ false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final AtomicInteger safe = new AtomicInteger();
  private final AtLeastOnce guarantee = new AtLeastOnce(outbox(), Duration.ofMillis(100));

  @Test
  void a_prediction_leaves_only_when_what_was_refused_before_it_is_safe() throws Exception {
    CompletableFuture<Void> delivered = deliverARejectAndAPrediction();

    awaitSent(1);
    Thread.sleep(50);
    assertThat(topics()).containsExactly(REJECTS);
    producer.completeNext();
    awaitSent(2);
    assertThat(safe).as("the prediction is under way").hasValue(0);
    producer.completeNext();
    delivered.join();

    assertThat(topics()).containsExactly(REJECTS, PREDICTIONS);
    assertThat(safe).hasValue(1);
  }

  @Test
  void a_reject_that_cannot_be_written_holds_back_what_came_after_it() throws Exception {
    CompletableFuture<Void> delivered = deliverARejectAndAPrediction();

    awaitSent(1);
    producer.errorNext(new IllegalStateException("the broker is away"));

    assertThatThrownBy(delivered::join)
        .hasCauseInstanceOf(RecordNotWrittenException.class)
        .hasStackTraceContaining("the broker is away");
    assertThat(topics()).containsExactly(REJECTS);
    assertThat(safe).hasValue(0);
  }

  @Test
  void nothing_is_committed_past_a_prediction_that_was_given_up() throws Exception {
    CompletableFuture<Void> contact = CompletableFuture.runAsync(() -> deliverAPrediction(0));
    awaitSent(1);
    producer.completeNext();
    contact.join();
    deliverAPrediction(1);
    deliverAPrediction(2);

    producer.errorNext(new TimeoutException("120000 ms have passed since it was sent"));
    producer.completeNext();

    assertThat(safe).as("the first and the last are written").hasValue(2);
    assertThatThrownBy(guarantee::tick)
        .isInstanceOf(RecordNotWrittenException.class)
        .hasStackTraceContaining("120000 ms have passed");
    assertThat(committedOnParting()).isEqualTo(1);
  }

  private long committedOnParting() {
    var images = new TopicPartition("images", 0);
    try (var consumer = new MockConsumer<byte[], byte[]>(AutoOffsetResetStrategy.EARLIEST.name())) {
      consumer.assign(List.of(images));
      guarantee.parting(consumer, List.of(images));
      return Objects.requireNonNull(consumer.committed(Set.of(images)).get(images)).offset();
    }
  }

  private void deliverAPrediction(long offset) {
    guarantee.deliver(List.of(fetched(offset)), scored(offset, List.of()), safe::incrementAndGet);
  }

  private CompletableFuture<Void> deliverARejectAndAPrediction() {
    Scored scored =
        scored(
            1,
            List.of(
                new Reject(
                    "scorer",
                    RejectReason.BROKEN_IMAGE,
                    "no picture",
                    Optional.empty(),
                    "images-0@0",
                    new byte[] {1},
                    Instant.EPOCH)));
    List<FetchedImage> items = List.of(fetched(0), fetched(1));
    return CompletableFuture.runAsync(
        () -> guarantee.deliver(items, scored, safe::incrementAndGet));
  }

  private static Scored scored(long offset, List<Reject> rejects) {
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
    return new Scored(
        List.of(new Predicted(image, prediction)),
        List.of(new PredictionBytes().of(prediction)),
        rejects,
        0,
        BatchTrace.NONE);
  }

  private static FetchedImage fetched(long offset) {
    var record = new ConsumerRecord<>("images", 0, offset, new byte[0], new byte[0]);
    return new FetchedImage(record, Optional.empty(), Optional.empty(), 0);
  }

  private void awaitSent(int records) throws InterruptedException {
    while (producer.history().size() < records) {
      Thread.sleep(1);
    }
  }

  private List<String> topics() {
    return producer.history().stream().map(ProducerRecord::topic).toList();
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
