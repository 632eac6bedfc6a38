package io.longshore.trainer;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.fit.TrainingCancelledException;
import io.longshore.trainer.gear.Candidate;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.gear.Rebalancing;
import io.longshore.trainer.gear.Retraining;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.RunDirectory;
import io.longshore.trainer.run.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the agenda asks, one thing at a time, and keeps the live model's features current while
 * there is nothing to do. Everything here runs on one thread.
 */
final class Workbench implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workbench.class);
  private static final Duration IDLE = Duration.ofMillis(200);

  private final Requests requests;
  private final Memories memories;
  private final Snapshot snapshot;
  private final Retraining retraining;
  private final Rebalancing rebalancing;
  private final Announcing announcing;
  private final ModelShelf shelf;
  private final Reporting reporting;
  private final Path runs;
  private final boolean withControl;
  private final Clock clock;
  private volatile boolean closing;

  private Optional<LiveModel> live = Optional.empty();
  private Optional<PendingControl> control = Optional.empty();
  private int remembered;

  /** A comparison that waits until nothing better is to be done. */
  private record PendingControl(
      ModelManifest manifest, Examples examples, RunDirectory directory) {}

  Workbench(
      Requests requests,
      Memories memories,
      Optional<ImageShape> shape,
      Retraining retraining,
      Rebalancing rebalancing,
      Announcing announcing,
      ModelShelf shelf,
      Reporting reporting,
      Path runs,
      TrainerSettings.Control control,
      Clock clock) {
    this.requests = requests;
    this.memories = memories;
    this.snapshot = new Snapshot(memories, shape);
    this.retraining = retraining;
    this.rebalancing = rebalancing;
    this.announcing = announcing;
    this.shelf = shelf;
    this.reporting = reporting;
    this.runs = runs;
    this.withControl = control == TrainerSettings.Control.CROSS_ENTROPY;
    this.clock = clock;
  }

  /** One thing: answer a request, or train a control, or keep up. */
  void step() throws InterruptedException {
    Optional<Adaptation> asked = requests.next(IDLE);
    takeLive();
    if (asked.isPresent()) {
      answer(asked.get());
    } else if (control.isPresent()) {
      trainControl(control.get());
    } else {
      keepUp();
    }
  }

  private void answer(Adaptation adaptation) throws InterruptedException {
    memories.await(
        adaptation.offsets(), () -> closing); // the evidence is in the memory before it is answered
    if (closing) {
      return;
    }
    var directory = new RunDirectory(runs, adaptation.id());
    try {
      ModelManifest manifest =
          adaptation.gear() == Gear.REBALANCE && live.isPresent()
              ? rebalance(adaptation, live.get(), directory)
              : retrain(adaptation, directory);
      requests.answered(adaptation.id());
      reporting.write(
          new TrainingEvent.Announced(adaptation.id(), manifest.version(), clock.instant()));
      log.atInfo()
          .addKeyValue("modelVersion", manifest.version().brief())
          .addKeyValue("gear", manifest.recipe().gear().word())
          .log("announced");
    } catch (TrainingCancelledException e) {
      log.atInfo()
          .addKeyValue("run", adaptation.id())
          .log("stopped; goes on from its last checkpoint");
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("run", adaptation.id()).log("the run failed");
      reporting.write(
          new TrainingEvent.Failed(
              adaptation.id(), String.valueOf(e.getMessage()), clock.instant()));
      requests.answered(adaptation.id());
      directory.delete();
    }
  }

  private ModelManifest rebalance(Adaptation adaptation, LiveModel from, RunDirectory directory) {
    Examples examples =
        snapshot.takeOnly(from.manifest().classNames(), from.manifest().recipe().input());
    started(adaptation, examples);
    try (Candidate candidate = rebalancing.run(adaptation, from, examples)) {
      return announcing.announce(candidate, Optional.of(from), directory.parity());
    } finally {
      directory.delete();
    }
  }

  private ModelManifest retrain(Adaptation adaptation, RunDirectory directory) {
    Optional<ModelManifest> parent = requests.live();
    Examples examples =
        directory.examples(
            () -> snapshot.takeAll(parent.map(ModelManifest::classNames).orElse(List.of())));
    started(adaptation, examples);
    try (Candidate candidate =
        retraining.run(
            adaptation,
            parent.map(ModelManifest::version),
            examples,
            directory.checkpoints(),
            reporting.epochsOf(adaptation.id()),
            () -> closing)) {
      ModelManifest manifest =
          announcing.announce(candidate, live.filter(l -> reads(l, examples)), directory.parity());
      dropControl();
      if (withControl) {
        control = Optional.of(new PendingControl(manifest, examples, directory));
      } else {
        directory.delete();
      }
      return manifest;
    }
  }

  private void trainControl(PendingControl pending) {
    String run = pending.manifest().recipe().provenance().adaptation();
    BooleanSupplier preempted = () -> closing || requests.isAsked();
    try {
      Evaluation evaluation =
          retraining.control(
              pending.manifest().recipe(),
              pending.examples(),
              pending.directory().checkpoints(),
              reporting.epochsOf(run),
              preempted);
      reporting.write(
          new TrainingEvent.ControlEvaluated(
              run, pending.manifest().version(), retraining.epochs(), evaluation, clock.instant()));
      dropControl();
    } catch (TrainingCancelledException e) {
      log.atInfo().addKeyValue("run", run).log("the control waits for something more urgent");
    }
  }

  private void dropControl() {
    control.ifPresent(c -> c.directory().delete());
    control = Optional.empty();
  }

  private void started(Adaptation adaptation, Examples examples) {
    reporting.write(
        new TrainingEvent.Started(
            adaptation.id(),
            adaptation.gear(),
            examples.learning().size(),
            examples.classes().size(),
            clock.instant()));
  }

  /** Holds the model that is live now, if this trainer has its parameters. */
  private void takeLive() {
    Optional<ModelManifest> manifest = requests.live();
    if (manifest.map(ModelManifest::version).equals(live.map(l -> l.manifest().version()))) {
      return;
    }
    live.ifPresent(LiveModel::close);
    live = Optional.empty();
    remembered = 0;
    if (manifest.isPresent()) {
      Optional<TrainedModel> model = shelf.get(manifest.get().version());
      live = model.map(m -> new LiveModel(manifest.get(), m));
      if (live.isEmpty()) {
        log.atWarn()
            .addKeyValue("modelVersion", manifest.get().version().brief())
            .log("the live model was trained elsewhere: a rebalance will be a retrain");
      }
    }
  }

  /** Computes the features of images that came since the last time. */
  private void keepUp() {
    int now = memories.read(view -> view.learning().size() + view.heldOut().size());
    if (live.isPresent() && now != remembered) {
      LiveModel current = live.get();
      Examples examples =
          snapshot.takeOnly(current.manifest().classNames(), current.manifest().recipe().input());
      current.features(examples.learning());
      current.features(examples.heldOut());
      current.keepOnly(List.of(examples.learning(), examples.heldOut()));
      remembered = now;
    }
  }

  private static boolean reads(LiveModel model, Examples examples) {
    return model.manifest().recipe().input().equals(examples.shape());
  }

  /**
   * Makes a run under way stop at its next step; it goes on from its checkpoint at the next start.
   */
  void stop() {
    closing = true;
  }

  @Override
  public void close() {
    live.ifPresent(LiveModel::close);
  }
}
