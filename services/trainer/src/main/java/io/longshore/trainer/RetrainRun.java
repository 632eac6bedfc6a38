package io.longshore.trainer;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ModelManifest;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.gear.Candidate;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.gear.Retraining;
import io.longshore.trainer.gear.Start;
import io.longshore.trainer.parity.ParityCheck;
import io.longshore.trainer.parity.ParityComparison;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.RunDirectory;
import io.longshore.trainer.run.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One retrain, from the request to the announced model. */
final class RetrainRun {
  private static final Logger log = LoggerFactory.getLogger(RetrainRun.class);

  private final Readiness ready;
  private final Requests requests;
  private final Snapshot snapshot;
  private final Retraining retraining;
  private final Announcing announcing;
  private final ParityCheck parity;
  private final ModelShelf shelf;
  private final Reporting reporting;
  private final TrainerSettings.Beginning beginning;

  /**
   * @param beginning where training begins, if it can
   */
  RetrainRun(
      Readiness ready,
      Requests requests,
      Snapshot snapshot,
      Retraining retraining,
      Announcing announcing,
      ParityCheck parity,
      ModelShelf shelf,
      Reporting reporting,
      TrainerSettings.Beginning beginning) {
    this.ready = ready;
    this.requests = requests;
    this.snapshot = snapshot;
    this.retraining = retraining;
    this.announcing = announcing;
    this.parity = parity;
    this.shelf = shelf;
    this.reporting = reporting;
    this.beginning = beginning;
  }

  /** The examples that the run has or, if it begins now, gets. */
  Examples examples(RunDirectory directory) {
    Optional<ModelManifest> parent = requests.live();
    return directory.examples(
        () ->
            snapshot.takeAll(
                parent.map(ModelManifest::version),
                parent.map(ModelManifest::classNames).orElse(List.of())));
  }

  /**
   * @param cancelled asked between the steps of training
   */
  ModelManifest run(
      Adaptation adaptation, Examples examples, RunDirectory directory, BooleanSupplier cancelled) {
    reporting.started(adaptation.id(), Gear.RETRAIN, examples.selection());
    try (Start start = start(examples);
        Candidate candidate =
            retraining.run(
                adaptation,
                examples,
                start,
                directory.checkpoints(),
                reporting.progressOf(adaptation.id()),
                cancelled);
        ParityComparison comparison = parity.begin(directory.parity())) {
      return announcing.announce(
          candidate,
          head ->
              comparison.compare(
                  OnnxExport.backbone(candidate.model()),
                  head,
                  retraining.parity(candidate, examples)),
          Retraining.golden(candidate.model(), examples),
          baseline(candidate, examples));
    }
  }

  /**
   * A copy of its own of the model that was live when the run began: another may go live, and this
   * one be closed, before the run ends.
   */
  private Start start(Examples examples) {
    if (beginning == TrainerSettings.Beginning.FRESH) {
      return Start.FRESH;
    }
    Start start =
        examples
            .parent()
            .map(
                parent ->
                    shelf
                        .get(parent)
                        .map(model -> retraining.startAt(model, examples))
                        .orElseGet(
                            () ->
                                Start.freshBecause(
                                    "this trainer has no parameters of the live model")))
            .orElseGet(() -> Start.freshBecause("there was no live model"));
    if (start instanceof Start.Fresh fresh) {
      log.atWarn()
          .addKeyValue("reason", fresh.because().orElse(""))
          .log("the retrain starts at random, not at the live model");
    }
    return start;
  }

  private Optional<Baseline> baseline(Candidate candidate, Examples examples) {
    return ready
        .live()
        .filter(l -> l.manifest().recipe().input().equals(examples.shape()))
        .map(
            l -> {
              l.see(examples.heldOut());
              return l.judge(candidate.recipe().classes(), examples.heldOut().images());
            });
  }
}
