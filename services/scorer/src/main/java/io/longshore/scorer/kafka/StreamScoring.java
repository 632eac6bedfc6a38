package io.longshore.scorer.kafka;

import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.kafka.RejectCounts;
import io.longshore.schemas.Writer;
import io.longshore.scorer.pipeline.Bounds;
import io.longshore.scorer.pipeline.Pipeline;
import io.longshore.scorer.pipeline.Worker;
import io.longshore.scorer.scoring.DecodingRoom;
import io.longshore.scorer.scoring.ImageScoring;
import io.longshore.scorer.scoring.RequestScoring;
import io.longshore.scorer.scoring.ScorerMetrics;
import io.longshore.scorer.scoring.SingleRequest;
import io.longshore.scorer.scoring.TrialListener;
import io.longshore.scorer.serving.ServingSlot;
import java.util.function.Supplier;

/** The way of an image from its topic to the predictions: put together, started and stopped. */
public final class StreamScoring implements AutoCloseable {
  private final Guarantee guarantee;
  private final Pipeline<FetchedImage, Scored, SingleRequest> pipeline;
  private final ImagePump pump;

  /**
   * Starts.
   *
   * @param plan sizes and guarantees
   * @param room where images are decoded
   * @param trials told when a model on trial fails
   */
  public StreamScoring(
      StreamPlan plan,
      ServiceContext context,
      ServingSlot slot,
      DecodingRoom room,
      ScorerMetrics metrics,
      TrialListener trials) {
    var reader = new ImageReader(context.clock());
    var repeats = new Repeats(plan.recentImages());
    this.guarantee = guarantee(plan, context, repeats, metrics);
    Bounds bounds = plan.bounds();
    Supplier<Worker<FetchedImage, Scored, SingleRequest>> worker =
        () ->
            new ImageWorker(
                slot,
                reader,
                new ImageScoring(
                    bounds.batch(), plan.topK(), plan.maxPixels(), room, trials, context.clock()),
                new RequestScoring(slot, bounds.batch()),
                metrics,
                context.tracing());
    this.pipeline = new Pipeline<>(bounds, plan.workers(), worker, guarantee);
    metrics.inFlight(pipeline::inFlight);
    this.pump =
        new ImagePump(
            context.kafka(),
            plan.consumerSettings(context.kafka(), context.instance()),
            slot,
            reader,
            pipeline,
            guarantee,
            repeats,
            plan.tail(),
            metrics,
            context.health(),
            context.clock());
  }

  private static Guarantee guarantee(
      StreamPlan plan, ServiceContext context, Repeats repeats, ScorerMetrics metrics) {
    var outbox =
        new Outbox(
            context.kafka(),
            context
                .kafka()
                .producer(
                    "scorer-predictions",
                    plan.producerSettings(context.kafka(), context.instance())),
            repeats,
            new RejectCounts(Writer.SCORER, context.meters()),
            metrics);
    return switch (plan.delivery()) {
      case AT_LEAST_ONCE -> new AtLeastOnce(outbox, plan.commitEvery());
      case EXACTLY_ONCE -> new ExactlyOnce(outbox, plan.commitEvery(), plan.commitImages());
    };
  }

  /** Takes a single request in; false if too much waits. */
  public boolean offer(SingleRequest request) {
    return pipeline.offer(request);
  }

  /** Finishes what is in flight, commits it, leaves the group and ends the threads. */
  @Override
  public void close() {
    pump.close();
    pipeline.close();
    guarantee.close();
  }
}
