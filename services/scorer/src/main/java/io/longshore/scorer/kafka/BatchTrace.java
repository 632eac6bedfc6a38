package io.longshore.scorer.kafka;

import io.longshore.runtime.trace.Carrier;
import io.longshore.runtime.trace.TracedWork;
import io.longshore.runtime.trace.Tracing;
import io.longshore.schemas.Topics;
import io.longshore.scorer.scoring.Arrival;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/** The requests that the images of a batch came with, so that their predictions name them too. */
final class BatchTrace {

  /** Nobody traces the batch. */
  static final BatchTrace NONE = new BatchTrace(Tracing.OFF, TracedWork.NONE, Map.of());

  private final Tracing tracing;
  private final TracedWork work;
  private final Map<Arrival, Headers> origins;

  private BatchTrace(Tracing tracing, TracedWork work, Map<Arrival, Headers> origins) {
    this.tracing = tracing;
    this.work = work;
    this.origins = origins;
  }

  /** Begins to score. */
  static BatchTrace begin(Tracing tracing, List<FetchedImage> batch) {
    if (!tracing.isOn()) {
      return NONE;
    }
    var origins = new IdentityHashMap<Arrival, Headers>(batch.size());
    for (FetchedImage fetched : batch) {
      fetched.image().ifPresent(image -> origins.put(image, fetched.record().headers()));
    }
    TracedWork work =
        tracing.batch("score images", batch, image -> Carrier.of(image.record().headers()));
    work.says("messaging.batch.message_count", batch.size());
    return new BatchTrace(tracing, work, origins);
  }

  /** The scoring itself. */
  TracedWork work() {
    return work;
  }

  /** Begins to write the prediction of one of the images. */
  TracedWork writing(Predicted predicted) {
    Headers origin = origins.get(predicted.image());
    if (origin == null) {
      return TracedWork.NONE;
    }
    TracedWork writing =
        tracing.writing("send " + Topics.PREDICTIONS.name(), Carrier.of(origin), work);
    writing.says("longshore.image", predicted.image().id().value());
    writing.says("longshore.model", predicted.prediction().model().value());
    return writing;
  }
}
