package io.longshore.scorer.kafka;

import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.reject.Reject;
import io.longshore.runtime.trace.CurrentTrace;
import io.longshore.runtime.trace.TracedWork;
import io.longshore.runtime.trace.Tracing;
import io.longshore.schemas.PredictionBytes;
import io.longshore.scorer.pipeline.Worker;
import io.longshore.scorer.scoring.Arrival;
import io.longshore.scorer.scoring.ImageScoring;
import io.longshore.scorer.scoring.RequestScoring;
import io.longshore.scorer.scoring.ScoredBatch;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import io.longshore.scorer.scoring.ScoredBatch.Refused;
import io.longshore.scorer.scoring.ScorerMetrics;
import io.longshore.scorer.scoring.SingleRequest;
import io.longshore.scorer.scoring.StageTimes;
import io.longshore.scorer.scoring.StageTimes.Stage;
import io.longshore.scorer.serving.Lease;
import io.longshore.scorer.serving.ServingSlot;
import java.util.ArrayList;
import java.util.List;

/** Scores batches of records with what is served when a batch begins, and encodes the answers. */
public final class ImageWorker implements Worker<FetchedImage, Scored, SingleRequest> {
  private final ServingSlot slot;
  private final ImageReader reader;
  private final ImageScoring scoring;
  private final RequestScoring requests;
  private final ScorerMetrics metrics;
  private final StageTimes stages;
  private final Tracing tracing;
  private final PredictionBytes bytes = new PredictionBytes();

  ImageWorker(
      ServingSlot slot,
      ImageReader reader,
      ImageScoring scoring,
      RequestScoring requests,
      ScorerMetrics metrics,
      Tracing tracing) {
    this.slot = slot;
    this.reader = reader;
    this.scoring = scoring;
    this.requests = requests;
    this.metrics = metrics;
    this.stages = metrics.stages();
    this.tracing = tracing;
  }

  @Override
  public Scored score(List<FetchedImage> batch) {
    long began = System.nanoTime();
    var images = new ArrayList<Arrival>(batch.size());
    var rejects = new ArrayList<Reject>(0);
    for (FetchedImage fetched : batch) {
      fetched.image().ifPresent(images::add);
      fetched.reject().ifPresent(rejects::add);
      stages.spent(Stage.WAITED, began - fetched.readAt());
    }
    if (images.isEmpty()) {
      return new Scored(List.of(), List.of(), rejects, began, BatchTrace.NONE);
    }
    BatchTrace trace = BatchTrace.begin(tracing, batch);
    ScoredBatch scored = score(trace.work(), images);
    long scoredAt = System.nanoTime();
    metrics.scored(images.size(), scoredAt - began);
    for (Refused refused : scored.refused()) {
      rejects.add(rejected(batch, refused));
    }
    List<byte[]> encoded = encoded(scored.predicted());
    long doneAt = System.nanoTime();
    metrics.encoded(doneAt - scoredAt);
    stages.spent(Stage.SCORED, doneAt - began, images.size());
    return new Scored(scored.predicted(), encoded, rejects, doneAt, trace);
  }

  private ScoredBatch score(TracedWork work, List<Arrival> images) {
    CurrentTrace.Scope scope = work.enter();
    try (Lease lease =
        slot.lease().orElseThrow(() -> new IllegalStateException("no model is live"))) {
      return scoring.score(lease.serving(), images);
    } catch (RuntimeException | Error e) {
      work.failed(e.toString());
      throw e;
    } finally {
      scope.close();
      work.end();
    }
  }

  private List<byte[]> encoded(List<Predicted> predicted) {
    var encoded = new ArrayList<byte[]>(predicted.size());
    for (Predicted one : predicted) {
      encoded.add(bytes.of(one.prediction()));
    }
    return encoded;
  }

  private Reject rejected(List<FetchedImage> batch, Refused refused) {
    ImageLocation at = refused.image().location();
    return batch.stream()
        .map(FetchedImage::record)
        .filter(record -> record.partition() == at.partition() && record.offset() == at.offset())
        .map(record -> reader.reject(record, refused.reason(), refused.message()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void answer(List<SingleRequest> asked) {
    requests.answer(asked);
  }

  @Override
  public void close() {
    scoring.close();
    requests.close();
  }
}
