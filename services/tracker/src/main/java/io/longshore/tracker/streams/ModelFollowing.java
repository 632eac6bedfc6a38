package io.longshore.tracker.streams;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.RecordReader.Outcome;
import io.longshore.schemas.Topics;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps the mix that each model of the stream was adapted to, for the day it is live. */
final class ModelFollowing implements Processor<byte[], byte[], String, Reject> {
  private final String stream;
  private final SourceReader<ModelVersion, ModelManifest> reader;
  private ProcessorContext<String, Reject> context;
  private TrackerStores stores;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  ModelFollowing(String stream, Clock clock, TrackerMeters meters) {
    this.stream = stream;
    this.reader = new SourceReader<>(Topics.MODELS, clock, meters);
  }

  @Override
  public void init(ProcessorContext<String, Reject> processorContext) {
    context = processorContext;
    stores = new TrackerStores(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Outcome<ModelVersion, ModelManifest> outcome = reader.read(record, context);
    if (outcome instanceof Outcome.Read<ModelVersion, ModelManifest> read) {
      keep(read.received().value());
    } else if (outcome instanceof Outcome.Gone<ModelVersion, ModelManifest> gone) {
      stores.forgetMix(gone.key());
    } else if (outcome instanceof Outcome.Unreadable<ModelVersion, ModelManifest> unreadable) {
      Reject reject = reader.refuse(unreadable.reject());
      context.forward(new Record<>(reject.source(), reject, record.timestamp()));
    }
  }

  private void keep(ModelManifest manifest) {
    if (manifest.recipe().stream().equals(stream)) {
      stores.keepMix(manifest);
      stores.settle(stores.state());
    }
  }
}
