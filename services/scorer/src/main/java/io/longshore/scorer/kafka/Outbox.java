package io.longshore.scorer.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.runtime.kafka.RejectCounts;
import io.longshore.runtime.kafka.RejectLimit;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.trace.TracedWork;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.PredictionBytes;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import io.longshore.scorer.scoring.ScorerMetrics;
import io.longshore.scorer.scoring.StageTimes;
import io.longshore.scorer.scoring.StageTimes.Stage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes predictions and rejects with one producer, in the order they are given. A prediction goes
 * to the partition of the same number as its image's. The first record to each partition is waited
 * for: a flood into a just-created one can leave an idempotent producer stuck (<a
 * href="https://issues.apache.org/jira/browse/KAFKA-15591">KAFKA-15591</a>). For one thread.
 */
final class Outbox implements AutoCloseable {
  private static final RejectLimit LIMIT = new RejectLimit(TopicLayout.RECORD_BYTES);
  private static final Topic<String, Reject> REJECTS = Topics.rejects(Writer.SCORER);
  private static final Duration CLOSING = Duration.ofSeconds(10);
  private static final List<Header> HEADERS = headers(PredictionBytes.headers());

  private final Producer<byte[], byte[]> producer;
  private final String predictions;
  private final String rejects;
  private final Repeats repeats;
  private final RejectCounts counts;
  private final ScorerMetrics metrics;
  private final PredictionBytes again = new PredictionBytes();
  private final Set<Integer> contacted = new HashSet<>();

  Outbox(
      KafkaConnection kafka,
      Producer<byte[], byte[]> producer,
      Repeats repeats,
      RejectCounts counts,
      ScorerMetrics metrics) {
    this.producer = producer;
    this.predictions = kafka.names().of(Topics.PREDICTIONS);
    this.rejects = kafka.names().of(REJECTS);
    this.repeats = repeats;
    this.counts = counts;
    this.metrics = metrics;
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  /**
   * Sends predictions. Whoever takes a partition over goes on after its last prediction: what came
   * before a prediction has to be safe, or in the same transaction, when it is sent.
   *
   * @param done told of each record
   * @throws RecordNotWrittenException if the first contact with a partition fails
   */
  void predict(Scored scored, Callback done) {
    long sentAt = System.nanoTime();
    StageTimes stages = metrics.stages();
    stages.spent(Stage.ORDERED, sentAt - scored.doneAt(), scored.predicted().size());
    Callback timed =
        (metadata, problem) -> {
          if (problem == null) {
            stages.spent(Stage.ACKNOWLEDGED, System.nanoTime() - sentAt);
          }
          done.onCompletion(metadata, problem);
        };
    for (int i = 0; i < scored.predicted().size(); i++) {
      send(scored.predicted().get(i), scored.bytes().get(i), scored.trace(), timed);
    }
  }

  /** Sends rejects; those that are not safe yet are returned. */
  List<Future<RecordMetadata>> reject(Scored scored) {
    return scored.rejects().stream().map(this::send).toList();
  }

  /**
   * Waits for a record.
   *
   * @throws RecordNotWrittenException if it could not be written
   */
  static void await(String topic, Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new RecordNotWrittenException(topic, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RecordNotWrittenException(topic, e);
    }
  }

  private void send(Predicted predicted, byte[] bytes, BatchTrace trace, Callback done) {
    TracedWork writing = trace.writing(predicted);
    Prediction prediction = repeats.marked(predicted.prediction());
    int partition = prediction.source().partition();
    var record =
        new ProducerRecord<>(
            predictions,
            partition,
            prediction.image().value().getBytes(UTF_8),
            prediction.repeat() ? again.of(prediction) : bytes,
            writing == TracedWork.NONE ? HEADERS : traced(writing));
    Callback told = writing == TracedWork.NONE ? done : ending(writing, done);
    metrics.predicted(predicted.image().at(), prediction);
    if (contacted.contains(partition)) {
      var unused = producer.send(record, told);
    } else {
      await(record.topic(), producer.send(record, told));
      contacted.add(partition);
    }
  }

  private static List<Header> traced(TracedWork writing) {
    return Stream.concat(HEADERS.stream(), headers(writing.headers()).stream()).toList();
  }

  private static Callback ending(TracedWork writing, Callback done) {
    return (metadata, problem) -> {
      if (problem != null) {
        writing.failed(problem.toString());
      }
      writing.end();
      done.onCompletion(metadata, problem);
    };
  }

  private Future<RecordMetadata> send(Reject reject) {
    Reject fitting = LIMIT.applyTo(reject);
    Encoded encoded = REJECTS.value().encode(fitting);
    counts.count(fitting.reason());
    return producer.send(
        new ProducerRecord<>(
            rejects,
            null,
            REJECTS.key().encode(fitting.source()),
            encoded.bytes(),
            headers(encoded.headers())));
  }

  private static List<Header> headers(Map<String, byte[]> headers) {
    return headers.entrySet().stream()
        .<Header>map(header -> new RecordHeader(header.getKey(), header.getValue()))
        .toList();
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
