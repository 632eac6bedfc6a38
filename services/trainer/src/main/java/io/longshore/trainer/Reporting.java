package io.longshore.trainer;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.ssd.fit.ProgressListener;
import io.longshore.ssd.fit.TrainingEvent.BatchSplit;
import io.longshore.ssd.fit.TrainingEvent.CheckpointNotSaved;
import io.longshore.ssd.fit.TrainingEvent.CheckpointRefused;
import io.longshore.ssd.fit.TrainingEvent.EpochFinished;
import io.longshore.trainer.run.Selection;
import java.time.Clock;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells of runs. */
final class Reporting {
  private static final Logger log = LoggerFactory.getLogger(Reporting.class);

  private final Outbox outbox;
  private final Clock clock;

  Reporting(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  void started(String run, Gear gear, Selection selection) {
    outbox.mention(
        new TrainingEvent.Started(
            run, gear, selection.learning().size(), selection.classes().size(), clock.instant()));
  }

  /** A listener that tells of each epoch of a run, and logs what an operator should know of it. */
  ProgressListener progressOf(String run) {
    return event -> {
      if (event instanceof EpochFinished epoch) {
        outbox.mention(
            new TrainingEvent.EpochCompleted(
                run,
                epoch.stage().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                epoch.epoch(),
                epoch.epochs(),
                epoch.loss(),
                epoch.imagesPerSecond(),
                clock.instant()));
      } else if (event instanceof CheckpointNotSaved lost) {
        warn(run, lost.reason())
            .log(
                "training goes on without a new checkpoint: free disk space or move longshore.data-directory");
      } else if (event instanceof CheckpointRefused refused) {
        warn(run, refused.reason()).log("a checkpoint is not used: this stage begins anew");
      } else if (event instanceof BatchSplit split) {
        warn(run, split.reason())
            .addKeyValue("parts", split.parts())
            .log("the device is out of memory: batches are computed in parts");
      }
    };
  }

  private static LoggingEventBuilder warn(String run, String reason) {
    return log.atWarn().addKeyValue("run", run).addKeyValue("reason", reason);
  }

  void announced(String run, ModelManifest manifest) {
    outbox.report(new TrainingEvent.Announced(run, manifest.version(), clock.instant()));
  }

  void controlEvaluated(String run, ModelManifest manifest, int epochs, Evaluation evaluation) {
    outbox.report(
        new TrainingEvent.ControlEvaluated(
            run, manifest.version(), epochs, evaluation, clock.instant()));
  }

  void failed(String run, RuntimeException failure) {
    outbox.report(new TrainingEvent.Failed(run, reason(failure), clock.instant()));
  }

  void merged(String run, String into) {
    outbox.report(new TrainingEvent.Merged(run, into, clock.instant()));
  }

  void cancelled(String run, String reason) {
    outbox.report(new TrainingEvent.Cancelled(run, reason, clock.instant()));
  }

  private static String reason(RuntimeException failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
