package io.longshore.trainer;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.ssd.fit.TrainingCancelledException;
import io.longshore.trainer.gear.Retraining;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.RunDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The comparison that the latest retrained model owes, made when nothing better is to be done. */
final class ControlRun {
  private static final Logger log = LoggerFactory.getLogger(ControlRun.class);

  private final Retraining retraining;
  private final Reporting reporting;
  private final Path runs;
  private final TrainerSettings.Control wanted;
  private Optional<Pending> pending = Optional.empty();

  private record Pending(String run, ModelManifest manifest, Examples examples) {}

  ControlRun(
      Retraining retraining, Reporting reporting, Path runs, TrainerSettings.Control wanted) {
    this.retraining = retraining;
    this.reporting = reporting;
    this.runs = runs;
    this.wanted = wanted;
  }

  /** A retrain has ended: its files are kept for the comparison, or deleted. */
  void owe(String run, ModelManifest manifest, Examples examples) {
    drop();
    if (wanted == TrainerSettings.Control.CROSS_ENTROPY) {
      pending = Optional.of(new Pending(run, manifest, examples));
    } else {
      new RunDirectory(runs, run).delete();
    }
  }

  boolean isOwed() {
    return pending.isPresent();
  }

  /** The run whose files are still needed. */
  Optional<String> run() {
    return pending.map(Pending::run);
  }

  /** Trains it, unless something more urgent comes between. */
  void train(BooleanSupplier cancelled) {
    pending.ifPresent(p -> train(p, cancelled));
  }

  private void train(Pending owed, BooleanSupplier cancelled) {
    try {
      Evaluation evaluation =
          retraining.control(
              owed.manifest().recipe(),
              owed.examples(),
              new RunDirectory(runs, owed.run()).checkpoints(),
              reporting.progressOf(owed.run()),
              cancelled);
      reporting.controlEvaluated(owed.run(), owed.manifest(), retraining.epochs(), evaluation);
      drop();
    } catch (TrainingCancelledException e) {
      log.atInfo()
          .addKeyValue("run", owed.run())
          .log("the control waits for something more urgent");
    } catch (RecordNotWrittenException e) {
      throw e;
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("run", owed.run()).log("no control to compare with");
      drop();
    }
  }

  private void drop() {
    pending.ifPresent(p -> new RunDirectory(runs, p.run()).delete());
    pending = Optional.empty();
  }
}
