package io.longshore.tracker.streams;

import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.RecordReader.Outcome;
import io.longshore.schemas.Topic;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps the tracker's stores current with another service's topic; what cannot be read is refused.
 */
final class TopicFollowing<K, V> implements Processor<byte[], byte[], String, Reject> {

  /** What a record of the topic means to the stores. */
  interface Rule<K, V> {
    void follow(V value, TrackerStores stores);

    /** The key has no value any more. */
    default void forget(K key, TrackerStores stores) {}
  }

  private final SourceReader<K, V> reader;
  private final Rule<K, V> rule;
  private ProcessorContext<String, Reject> context;
  private TrackerStores stores;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  TopicFollowing(Topic<K, V> topic, Rule<K, V> rule, Clock clock, TrackerMeters meters) {
    this.reader = new SourceReader<>(topic, clock, meters);
    this.rule = rule;
  }

  @Override
  public void init(ProcessorContext<String, Reject> processorContext) {
    context = processorContext;
    stores = new TrackerStores(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Outcome<K, V> outcome = reader.read(record, context);
    if (outcome instanceof Outcome.Read<K, V> read) {
      rule.follow(read.received().value(), stores);
    } else if (outcome instanceof Outcome.Gone<K, V> gone) {
      rule.forget(gone.key(), stores);
    } else if (outcome instanceof Outcome.Unreadable<K, V> unreadable) {
      Reject reject = reader.refuse(unreadable.reject());
      context.forward(new Record<>(reject.source(), reject, record.timestamp()));
    }
  }
}
