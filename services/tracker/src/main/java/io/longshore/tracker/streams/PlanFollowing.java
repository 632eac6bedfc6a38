package io.longshore.tracker.streams;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.kafka.RecordReader.Outcome;
import io.longshore.schemas.Topics;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Follows the rollout plan of the stream: its live model's mix is the reference. */
final class PlanFollowing implements Processor<byte[], byte[], String, Reject> {
  private final String stream;
  private final SourceReader<String, RolloutPlan> reader;
  private ProcessorContext<String, Reject> context;
  private TrackerStores stores;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  PlanFollowing(String stream, Clock clock, TrackerMeters meters) {
    this.stream = stream;
    this.reader = new SourceReader<>(Topics.ROLLOUTS, clock, meters);
  }

  @Override
  public void init(ProcessorContext<String, Reject> processorContext) {
    context = processorContext;
    stores = new TrackerStores(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Outcome<String, RolloutPlan> outcome = reader.read(record, context);
    if (outcome instanceof Outcome.Read<String, RolloutPlan> read) {
      follow(read.received().value());
    } else if (outcome instanceof Outcome.Unreadable<String, RolloutPlan> unreadable) {
      Reject reject = reader.refuse(unreadable.reject());
      context.forward(new Record<>(reject.source(), reject, record.timestamp()));
    }
  }

  private void follow(RolloutPlan plan) {
    if (plan.stream().equals(stream)) {
      stores.settle(stores.state().following(plan));
    }
  }
}
