package io.longshore.scorer.scoring;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.scorer.serving.ServingListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;

/** What the scorer measures. */
public final class ScorerMetrics implements ServingListener {
  private static final Duration[] BOUNDS =
      LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Counter images;
  private final Counter repeats;
  private final Timer batches;
  private final Timer latency;
  private final Timer encoding;
  private final DistributionSummary sizes;
  private final MultiGauge model;
  private final AtomicLong scored = new AtomicLong();

  public ScorerMetrics(MeterRegistry meters) {
    this.meters = meters;
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
    this.latency =
        Timer.builder("longshore.scorer.latency")
            .description("from the image's record to its prediction")
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
    this.model =
        MultiGauge.builder("longshore.scorer.model")
            .description("1 for the version that is live")
            .register(meters);
    for (RefusalReason reason : RefusalReason.values()) {
      var unused = refusals(reason); // every reason is shown from the start, at zero
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

  /** Shows how many images are in flight. */
  public void inFlight(IntSupplier images) {
    Gauge.builder("longshore.scorer.in.flight", images::getAsInt)
        .description("images fetched whose predictions are not yet safe")
        .strongReference(true)
        .register(meters);
  }

  /**
   * Counts a prediction. Clocks of two machines may disagree, so time never runs backwards here.
   */
  public void predicted(Instant imageAt, Prediction prediction) {
    images.increment();
    if (prediction.repeat()) {
      repeats.increment();
    }
    Duration took = Duration.between(imageAt, prediction.scoredAt());
    latency.record(took.isNegative() ? Duration.ZERO : took);
    scored.incrementAndGet();
  }

  /** Images predicted since the start. */
  public long scored() {
    return scored.get();
  }

  @Override
  public void serving(ModelVersion version) {
    model.register(List.of(MultiGauge.Row.of(Tags.of("version", version.brief()), 1)), true);
  }

  @Override
  public void refused(Refusal refusal) {
    refusals(refusal.reason()).increment();
  }

  private Counter refusals(RefusalReason reason) {
    return Counter.builder("longshore.scorer.refusals")
        .description("models refused")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }
}
