package io.longshore.rollout.kafka;

import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes down what rollout decided: a plan and the results it rests on together or not at all.
 * Whoever opens the journal of a stream shuts out whoever had it open before, so that of two
 * processes only the later one decides; it reads the plans to their end after that.
 */
public final class RolloutJournal implements AutoCloseable {
  /** How its transactional ids begin, after the deployment's prefix. */
  public static final String IDS_BEGIN = "rollout-";

  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final KafkaConnection kafka;
  private final String transactionalId;
  private final Producer<byte[], byte[]> producer;

  private RolloutJournal(
      KafkaConnection kafka, String transactionalId, Producer<byte[], byte[]> producer) {
    this.kafka = kafka;
    this.transactionalId = transactionalId;
    this.producer = producer;
  }

  /** Opens the journal of a stream, and closes it for everybody else. */
  public static RolloutJournal open(KafkaConnection kafka, String stream) {
    String id = kafka.names().prefix() + IDS_BEGIN + stream;
    var producer =
        new KafkaProducer<>(
            kafka.properties(
                Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.LINGER_MS_CONFIG,
                    "0",
                    ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                    "5",
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Integer.toString(TopicLayout.RECORD_BYTES),
                    ProducerConfig.CLIENT_ID_CONFIG,
                    id,
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    id)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      producer.close(CLOSING);
      throw e;
    }
    return new RolloutJournal(kafka, id, producer);
  }

  /**
   * Writes and waits until the broker has everything.
   *
   * @throws AnotherRolloutException if another process has opened the journal since
   */
  public void write(Optional<RolloutPlan> plan, List<GateResult> results) {
    if (plan.isEmpty() && results.isEmpty()) {
      return;
    }
    try {
      producer.beginTransaction();
      plan.ifPresent(p -> send(Topics.ROLLOUTS, p.stream(), p));
      results.forEach(result -> send(Topics.EVALUATIONS, result.key(), result));
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new AnotherRolloutException(transactionalId, e);
    } catch (KafkaException e) {
      if (e.getCause() instanceof ProducerFencedException
          || e.getCause() instanceof InvalidProducerEpochException) {
        throw new AnotherRolloutException(transactionalId, e);
      }
      throw e;
    }
  }

  private <V> void send(Topic<String, V> topic, String key, V value) {
    Encoded encoded = topic.value().encode(value);
    var headers = new RecordHeaders();
    encoded.headers().forEach(headers::add);
    var unused =
        producer.send(
            new ProducerRecord<>(
                kafka.names().of(topic), null, topic.key().encode(key), encoded.bytes(), headers));
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
