package io.longshore.trainer;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.domain.training.TrainingEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Counts what is told of training runs on its way out. */
final class MeteredOutbox implements Outbox {
  private final Outbox outbox;
  private final Counter announced;
  private final Counter failed;
  private final Counter merged;
  private final Counter cancelled;
  private final Counter epochs;
  private volatile long succeededAt;
  private volatile double imagesPerSecond;

  MeteredOutbox(Outbox outbox, MeterRegistry meters) {
    this.outbox = outbox;
    this.announced = runs("announced", meters);
    this.failed = runs("failed", meters);
    this.merged = runs("merged", meters);
    this.cancelled = runs("cancelled", meters);
    this.epochs =
        Counter.builder("longshore.trainer.epochs")
            .description("epochs of training that are over")
            .register(meters);
    TimeGauge.builder(
            "longshore.trainer.last.success.timestamp",
            this,
            TimeUnit.MILLISECONDS,
            m -> m.succeededAt)
        .description("when a model was announced last by this process; 0 for never")
        .register(meters);
    Gauge.builder("longshore.trainer.images.per.second", this, m -> m.imagesPerSecond)
        .description("images that the last epoch went through in a second")
        .register(meters);
  }

  private static Counter runs(String outcome, MeterRegistry meters) {
    return Counter.builder("longshore.trainer.runs")
        .description("training runs by how they ended")
        .tag("outcome", outcome)
        .register(meters);
  }

  @Override
  public void announce(ModelManifest manifest) {
    outbox.announce(manifest);
  }

  @Override
  public void teach(List<SoftLabel> labels) {
    outbox.teach(labels);
  }

  @Override
  public void report(TrainingEvent event) {
    outbox.report(event);
    count(event);
  }

  @Override
  public void mention(TrainingEvent event) {
    outbox.mention(event);
    count(event);
  }

  private void count(TrainingEvent event) {
    if (event instanceof TrainingEvent.Announced done) {
      announced.increment();
      succeededAt = done.at().toEpochMilli();
    } else if (event instanceof TrainingEvent.Failed) {
      failed.increment();
    } else if (event instanceof TrainingEvent.Merged) {
      merged.increment();
    } else if (event instanceof TrainingEvent.Cancelled) {
      cancelled.increment();
    } else if (event instanceof TrainingEvent.EpochCompleted epoch) {
      epochs.increment();
      imagesPerSecond = epoch.imagesPerSecond();
    }
  }
}
