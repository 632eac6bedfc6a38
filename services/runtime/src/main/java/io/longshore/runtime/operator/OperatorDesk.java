package io.longshore.runtime.operator;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Where people's requests become records: each gets an id of its own, and is on its topic when the
 * call returns. Who decides about it is not asked here. Safe for use by several threads.
 */
public final class OperatorDesk implements AutoCloseable {
  /** A person waits: soon told that it does not work is better than a minute of silence. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, "0",
          ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000",
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000");

  private final TopicWriter<String, OperatorRequest> writer;
  private final String stream;
  private final String who;
  private final Clock clock;

  /**
   * Opens the desk.
   *
   * @param stream that requests are about
   * @param who asks, put before every reason
   */
  public OperatorDesk(
      KafkaConnection kafka, String clientId, String stream, String who, Clock clock) {
    this.writer = kafka.writer(Topics.OPERATOR_REQUESTS, clientId, IMPATIENT);
    this.stream = stream;
    this.who = who;
    this.clock = clock;
  }

  /**
   * Asks for a version to be live, whatever its gate said.
   *
   * @throws io.longshore.runtime.kafka.RecordNotWrittenException if the broker did not take it; so
   *     may the others
   */
  public OperatorRequest promote(ModelVersion version, String reason) {
    return write(
        new OperatorRequest.Promote(id(), stream, version, words(reason), clock.instant()));
  }

  /**
   * Asks for the model that was live before another.
   *
   * @param from the one to go back from
   */
  public OperatorRequest rollBack(ModelVersion from, String reason) {
    return write(new OperatorRequest.RollBack(id(), stream, from, words(reason), clock.instant()));
  }

  public OperatorRequest adapt(Gear gear, String reason) {
    return write(new OperatorRequest.Adapt(id(), stream, gear, words(reason), clock.instant()));
  }

  /** Asks that nothing moves by itself. */
  public OperatorRequest pause(String reason) {
    return write(new OperatorRequest.Pause(id(), stream, words(reason), clock.instant()));
  }

  /** Asks that decisions go on. */
  public OperatorRequest resume(String reason) {
    return write(new OperatorRequest.Resume(id(), stream, words(reason), clock.instant()));
  }

  private OperatorRequest write(OperatorRequest request) {
    writer.write(request.id(), request);
    return request;
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private String words(String reason) {
    return who + ": " + reason;
  }

  @Override
  public void close() {
    writer.close();
  }
}
