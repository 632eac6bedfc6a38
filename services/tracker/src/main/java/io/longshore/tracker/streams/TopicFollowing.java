package io.longshore.tracker.streams;

import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.RecordReader.Outcome;
import io.longshore.schemas.Topic;
import io.longshore.tracker.tracking.Step.Event;
import io.longshore.tracker.tracking.Timeline;
import io.longshore.tracker.tracking.Tracking;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Puts what happens on another service's topic on the timeline; what cannot be read is refused. */
final class TopicFollowing<K, V> implements Processor<byte[], byte[], String, Reject> {

  /** What a record of the topic means to the stream, if anything. */
  interface Meaning<K, V> {
    Optional<Event> of(V value, long at);

    /** The key has no value any more. */
    default Optional<Event> ofGone(K key, long at) {
      return Optional.empty();
    }
  }

  private final SourceReader<K, V> reader;
  private final Meaning<K, V> meaning;
  private ProcessorContext<String, Reject> context;
  private Timeline timeline;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  TopicFollowing(Topic<K, V> topic, Meaning<K, V> meaning, Clock clock, TrackerMeters meters) {
    this.reader = new SourceReader<>(topic, clock, meters);
    this.meaning = meaning;
  }

  @Override
  public void init(ProcessorContext<String, Reject> processorContext) {
    context = processorContext;
    WriteBehindStore<Tracking> store = context.getStateStore(FrequencyTracking.STORE);
    timeline = store.object().timeline();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Outcome<K, V> outcome = reader.read(record, context);
    if (outcome instanceof Outcome.Read<K, V> read) {
      meaning.of(read.received().value(), record.timestamp()).ifPresent(timeline::add);
    } else if (outcome instanceof Outcome.Gone<K, V> gone) {
      meaning.ofGone(gone.key(), record.timestamp()).ifPresent(timeline::add);
    } else if (outcome instanceof Outcome.Unreadable<K, V> unreadable) {
      Reject reject = reader.refuse(unreadable.reject());
      context.forward(new Record<>(reject.source(), reject, record.timestamp()));
    }
  }
}
