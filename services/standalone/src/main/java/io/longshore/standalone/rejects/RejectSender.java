package io.longshore.standalone.rejects;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.runtime.reach.NewClient;
import io.longshore.runtime.topic.TopicLayout;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a refused record to its topic and partition once more, as it was, with two headers that
 * say so. The next is sent when the one before is acknowledged.
 */
public final class RejectSender implements AutoCloseable {
  private final KafkaConnection kafka;
  private final Producer<byte @Nullable [], byte[]> producer;

  public RejectSender(KafkaConnection kafka) {
    this.kafka = kafka;
    this.producer =
        NewClient.by(
            () ->
                new KafkaProducer<>(
                    kafka.properties(
                        Map.of(
                            "acks", "all",
                            "enable.idempotence", "true",
                            "linger.ms", "0",
                            "max.request.size", Integer.toString(TopicLayout.RECORD_BYTES),
                            "client.id", kafka.names().prefix() + "cli-replay")),
                    new ByteArraySerializer(),
                    new ByteArraySerializer()));
  }

  /**
   * Sends a record again and waits for the acknowledgement.
   *
   * @param reject the same as that of the step, with its payload
   * @return where it lies now
   * @throws RecordNotWrittenException if the broker did not take it
   */
  public Origin send(ReplayStep.Send step, Reject reject) throws InterruptedException {
    var headers = new RecordHeaders();
    reject.headers().forEach(headers::add);
    headers.remove(KeptReject.REPLAYS).remove(KeptReject.REPLAY_OF);
    headers.add(KeptReject.REPLAYS, Integer.toString(step.replays()).getBytes(US_ASCII));
    headers.add(KeptReject.REPLAY_OF, step.to().toString().getBytes(US_ASCII));
    String topic = kafka.names().of(step.to().topic());
    byte @Nullable [] key = reject.key().length == 0 ? null : reject.key();
    try {
      RecordMetadata written =
          producer
              .send(
                  new ProducerRecord<>(
                      topic, step.to().partition(), key, reject.payload(), headers))
              .get();
      return new Origin(step.to().topic(), written.partition(), written.offset());
    } catch (ExecutionException e) {
      throw new RecordNotWrittenException(topic, e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
