package io.longshore.rollout.quality;

import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Prediction;
import io.longshore.rollout.kafka.StreamRecords;
import io.longshore.runtime.admin.StageMeters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps {@link LiveQuality} up to date from the stream. For one thread. */
public final class QualityWatch {
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int MEMORY = 50_000;
  private static final int WINDOW = 1_000;

  private final StreamRecords records;
  private final Supplier<Optional<ModelManifest>> live;
  private final QualityMeters meters;
  private final StageMeters stage;
  private final Clock clock;
  private final LiveQuality quality = new LiveQuality(MEMORY, WINDOW);
  private Instant next = Instant.EPOCH;

  /**
   * @param live the model that answers now
   */
  public QualityWatch(
      StreamRecords records,
      Supplier<Optional<ModelManifest>> live,
      QualityMeters meters,
      StageMeters stage,
      Clock clock) {
    this.records = records;
    this.live = live;
    this.meters = meters;
    this.stage = stage;
    this.clock = clock;
  }

  /** Reads for a short while, and shows what is known every few seconds. */
  public void step() {
    stage.beat();
    live.get().ifPresent(quality::serving);
    records.poll(this::predicted, this::labelled);
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(EVERY);
      meters.show(quality.qualities());
    }
  }

  private void predicted(Prediction prediction) {
    quality.predicted(prediction);
    meters.predicted(quality.groupOf(prediction.top().get(0).className()));
    stage.done(prediction.scoredAt().toEpochMilli(), clock.millis());
  }

  private void labelled(Label label) {
    quality.labelled(label);
    meters.labelled(quality.groupOf(label.className()));
  }
}
