package io.longshore.scorer.scoring;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.runtime.admin.StageMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;

/** What the scorer measures. */
public final class ScorerMetrics {
  private static final Duration[] BOUNDS =
      LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Counter images;
  private final Counter repeats;
  private final Timer batches;
  private final StageMeters stage;
  private final Timer encoding;
  private final DistributionSummary sizes;
  private final ModelMeters model;
  private final StageTimes stages;
  private final Map<RefusalReason, Counter> refusals = new EnumMap<>(RefusalReason.class);
  private final Clock clock;
  private final AtomicLong scored = new AtomicLong();

  public ScorerMetrics(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    this.stage = new StageMeters("scored", clock, meters);
    this.model = new ModelMeters(meters);
    this.stages = new StageTimes(meters);
    this.images =
        Counter.builder("longshore.scorer.images")
            .description("images predicted, repeats included")
            .register(meters);
    this.repeats =
        Counter.builder("longshore.scorer.repeats")
            .description("images predicted again because they were sent again")
            .register(meters);
    this.batches =
        Timer.builder("longshore.scorer.batch")
            .description("decoding and scoring one micro-batch")
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
    this.sizes =
        DistributionSummary.builder("longshore.scorer.batch.size")
            .description("images in a micro-batch")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .register(meters);
    this.encoding =
        Timer.builder("longshore.scorer.encoding")
            .description("writing down the answers of one micro-batch")
            .register(meters);
    for (RefusalReason reason : RefusalReason.values()) {
      refusals.put(
          reason, // every reason is shown from the start, at zero
          Counter.builder("longshore.scorer.refusals")
              .description("models refused")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  /** Tells of a micro-batch: its images, and how long decoding and scoring them took. */
  public void scored(int batch, long nanos) {
    sizes.record(batch);
    batches.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** How long the answers of a micro-batch took to write down. */
  public void encoded(long nanos) {
    encoding.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** How long images spend at each stage. */
  public StageTimes stages() {
    return stages;
  }

  /** Shows how many images are in flight. */
  public void inFlight(IntSupplier images) {
    Gauge.builder("longshore.scorer.in.flight", images::getAsInt)
        .description("images fetched whose predictions are not yet safe")
        .strongReference(true)
        .register(meters);
  }

  /** The thread that fetches images came round. */
  public void beat() {
    stage.beat();
  }

  /** Counts a prediction. */
  public void predicted(Instant imageAt, Prediction prediction) {
    images.increment();
    if (prediction.repeat()) {
      repeats.increment();
    }
    model.predicted(prediction);
    stage.done(imageAt.toEpochMilli(), prediction.scoredAt().toEpochMilli());
    scored.incrementAndGet();
  }

  /** Images predicted since the start. */
  public long scored() {
    return scored.get();
  }

  /** A model answers from now on. */
  public void serving(ModelManifest manifest) {
    model.serving(manifest, clock.millis());
  }

  /** A model was refused. */
  public void refused(Refusal refusal) {
    Objects.requireNonNull(refusals.get(refusal.reason())).increment();
  }
}
