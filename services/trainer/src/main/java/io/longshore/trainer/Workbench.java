package io.longshore.trainer;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.ssd.fit.TrainingCancelledException;
import io.longshore.trainer.gear.Candidate;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.gear.Rebalancing;
import io.longshore.trainer.gear.Retraining;
import io.longshore.trainer.gear.Start;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.parity.ParityComparison;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.Excerpt;
import io.longshore.trainer.run.RunDirectory;
import io.longshore.trainer.run.Snapshot;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is asked, one thing at a time, and keeps the live model's features current while there
 * is nothing to do. Everything here runs on one thread, but for {@link #stop}.
 *
 * <p>A run that cannot be done is reported as failed and the next one begins. A memory that cannot
 * be read, or a broker that does not take records, ends the loop: the next start reads what is
 * damaged again, and runs go on from their checkpoints.
 */
final class Workbench implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workbench.class);

  /** Images whose features are computed before the next look at what is asked. */
  private static final int AT_ONCE = 512;

  private static final long NEVER = -1;

  private final Requests requests;
  private final Memories memories;
  private final Snapshot snapshot;
  private final Retraining retraining;
  private final Rebalancing rebalancing;
  private final Announcing announcing;
  private final ModelShelf shelf;
  private final Reporting reporting;
  private final Path runs;
  private final TrainerSettings.Beginning beginning;
  private final TrainerSettings.Control withControl;
  private final int parityImages;
  private volatile boolean closing;

  private Optional<ModelVersion> liveVersion = Optional.empty();
  private Optional<LiveModel> live = Optional.empty();
  private Optional<PendingControl> control = Optional.empty();
  private long seen = NEVER;

  /** A comparison that waits until nothing better is to be done. */
  private record PendingControl(String run, ModelManifest manifest, Examples examples) {}

  /**
   * @param shape the shape models read; empty for the most common one remembered
   * @param runs directory of the runs under way
   * @param beginning where a retrain begins, if it can
   * @param parityImages most images to compare engines on
   */
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
      TrainerSettings.Beginning beginning,
      TrainerSettings.Control control,
      int parityImages) {
    this.requests = requests;
    this.memories = memories;
    this.snapshot = new Snapshot(memories, shape);
    this.retraining = retraining;
    this.rebalancing = rebalancing;
    this.announcing = announcing;
    this.shelf = shelf;
    this.reporting = reporting;
    this.runs = runs;
    this.beginning = beginning;
    this.withControl = control;
    this.parityImages = parityImages;
  }

  /**
   * Deletes the files of runs that nobody waits for: answered before the process died, or overtaken
   * by a newer request.
   */
  void tidy() {
    var needed = new HashSet<>(requests.waiting());
    control.ifPresent(c -> needed.add(c.run()));
    RunDirectory.deleteAllBut(runs, needed);
  }

  /** One thing: answer a request, or train a control, or keep up. */
  void step(Duration patience) throws InterruptedException {
    Optional<Adaptation> asked = requests.next(patience);
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
    // The evidence is in the memory before it is answered.
    memories.await(adaptation.offsets(), () -> closing);
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
      reporting.announced(adaptation.id(), manifest);
      log.atInfo()
          .addKeyValue("modelVersion", manifest.version().brief())
          .addKeyValue("gear", manifest.recipe().gear().word())
          .log("announced");
    } catch (TrainingCancelledException e) {
      log.atInfo()
          .addKeyValue("run", adaptation.id())
          .log("stopped; goes on from its last checkpoint");
    } catch (RecordNotWrittenException e) {
      throw e; // not the run's fault: all its work is still there after the next start
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("run", adaptation.id()).log("the run failed");
      reporting.failed(adaptation.id(), e);
      requests.answered(adaptation.id());
      directory.delete();
    }
  }

  private ModelManifest rebalance(Adaptation adaptation, LiveModel from, RunDirectory directory) {
    List<String> classes = from.manifest().classNames();
    try (ParityComparison comparison = announcing.prepare(directory.parity())) {
      Excerpt excerpt =
          snapshot.excerpt(
              classes,
              from.manifest().recipe().input(),
              from::hasSeen,
              Integer.MAX_VALUE,
              parityImages);
      reporting.started(adaptation.id(), Gear.REBALANCE, excerpt.selection().enough());
      try (Candidate candidate = rebalancing.run(adaptation, from, excerpt)) {
        Baseline baseline = from.judge(candidate.recipe().classes(), excerpt.selection().heldOut());
        return announcing.announce(candidate, comparison, Optional.of(baseline));
      }
    } finally {
      directory.delete();
    }
  }

  private ModelManifest retrain(Adaptation adaptation, RunDirectory directory) {
    tidy();
    Optional<ModelManifest> parent = requests.live();
    Examples examples =
        directory.examples(
            () ->
                snapshot.takeAll(
                    parent.map(ModelManifest::version),
                    parent.map(ModelManifest::classNames).orElse(List.of())));
    reporting.started(adaptation.id(), Gear.RETRAIN, examples.selection());
    try (Start start = start(examples);
        Candidate candidate =
            retraining.run(
                adaptation,
                examples,
                start,
                directory.checkpoints(),
                reporting.progressOf(adaptation.id()),
                () -> isInterrupted(() -> requests.isQuickerThan(adaptation)));
        ParityComparison comparison = announcing.prepare(directory.parity())) {
      ModelManifest manifest =
          announcing.announce(candidate, comparison, baseline(candidate, examples));
      keepForControl(new PendingControl(adaptation.id(), manifest, examples));
      return manifest;
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
    return live.filter(l -> l.manifest().recipe().input().equals(examples.shape()))
        .map(
            l -> {
              l.see(examples.heldOut());
              return l.judge(candidate.recipe().classes(), examples.heldOut().images());
            });
  }

  private void keepForControl(PendingControl pending) {
    dropControl();
    if (withControl == TrainerSettings.Control.CROSS_ENTROPY) {
      control = Optional.of(pending);
    } else {
      new RunDirectory(runs, pending.run()).delete();
    }
  }

  private void trainControl(PendingControl pending) {
    try {
      Evaluation evaluation =
          retraining.control(
              pending.manifest().recipe(),
              pending.examples(),
              new RunDirectory(runs, pending.run()).checkpoints(),
              reporting.progressOf(pending.run()),
              () -> isInterrupted(() -> requests.next().isPresent()));
      reporting.controlEvaluated(
          pending.run(), pending.manifest(), retraining.epochs(), evaluation);
      dropControl();
    } catch (TrainingCancelledException e) {
      log.atInfo()
          .addKeyValue("run", pending.run())
          .log("the control waits for something more urgent");
    } catch (RecordNotWrittenException e) {
      throw e;
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("run", pending.run()).log("no control to compare with");
      dropControl();
    }
  }

  private void dropControl() {
    control.ifPresent(c -> new RunDirectory(runs, c.run()).delete());
    control = Optional.empty();
  }

  /** Holds the model that is live now, if this trainer has its parameters. */
  private void takeLive() {
    Optional<ModelManifest> manifest = requests.live();
    if (manifest.map(ModelManifest::version).equals(liveVersion)) {
      return;
    }
    close();
    seen = NEVER;
    liveVersion = manifest.map(ModelManifest::version);
    live = manifest.flatMap(m -> shelf.get(m.version()).map(model -> new LiveModel(m, model)));
    if (live.isEmpty()) {
      log.atWarn()
          .addKeyValue("modelVersion", liveVersion.map(ModelVersion::brief).orElse("-"))
          .log("the live model's parameters are not here: a rebalance will be a retrain");
    }
  }

  /**
   * Asked before each step of a training. It keeps up meanwhile, if there is much to do: a
   * rebalance that interrupts finds the features of the live model there.
   */
  private boolean isInterrupted(BooleanSupplier interruption) {
    takeLive();
    if (unseenChanges() >= AT_ONCE) {
      try {
        keepUp();
      } catch (UncheckedIOException e) {
        // The training does not need the memory any more. The next idle step meets this again.
      }
    }
    return closing || interruption.getAsBoolean();
  }

  /** Changes of the memories since all features were there; very many if they never were. */
  private long unseenChanges() {
    long changes = memories.read(Memories.View::changes);
    return seen == NEVER ? AT_ONCE : changes - seen;
  }

  /** Whether the features of every remembered image are there. */
  boolean isCurrent() {
    return live.isPresent() && unseenChanges() == 0;
  }

  /** Computes some of the features of images that came since the last time. */
  private void keepUp() {
    long changes = memories.read(Memories.View::changes);
    if (live.isEmpty() || changes == seen) {
      return;
    }
    LiveModel current = live.get();
    Excerpt excerpt =
        snapshot.excerpt(
            current.manifest().classNames(),
            current.manifest().recipe().input(),
            current::hasSeen,
            AT_ONCE,
            0);
    current.see(excerpt.unseen());
    if (excerpt.unseen().size() < AT_ONCE) {
      current.keepOnly(excerpt.selection());
      seen = changes;
    }
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
    live = Optional.empty();
  }
}
