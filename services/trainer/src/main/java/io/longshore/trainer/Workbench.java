package io.longshore.trainer;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelManifest;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.ssd.fit.TrainingCancelledException;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.RunDirectory;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is asked, one thing at a time, and gets ready for a rebalance while there is nothing to
 * do. Everything here runs on one thread, but for {@link #stop}.
 *
 * <p>A rebalance that comes while a retrain is under way is done between two steps of training,
 * under a {@link FairShare} of the time. A run that cannot be done is reported as failed, one that
 * nobody needs any more as cancelled, and the next one begins. A disk that fails, or a broker that
 * does not take records, ends the loop and answers nothing: the next start reads what is damaged
 * again, and runs go on from their checkpoints.
 */
final class Workbench implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workbench.class);

  private final Requests requests;
  private final Memories memories;
  private final Readiness ready;
  private final RebalanceRun rebalance;
  private final RetrainRun retrain;
  private final ControlRun control;
  private final QuantizeRun quantize;
  private final Reporting reporting;
  private final Path runs;
  private volatile boolean closing;

  /**
   * @param runs directory of the runs under way
   */
  Workbench(
      Requests requests,
      Memories memories,
      Readiness ready,
      RebalanceRun rebalance,
      RetrainRun retrain,
      ControlRun control,
      QuantizeRun quantize,
      Reporting reporting,
      Path runs) {
    this.requests = requests;
    this.memories = memories;
    this.ready = ready;
    this.rebalance = rebalance;
    this.retrain = retrain;
    this.control = control;
    this.quantize = quantize;
    this.reporting = reporting;
    this.runs = runs;
  }

  /**
   * Deletes the files of runs that nobody waits for: answered before the process died, or merged
   * into a newer request.
   */
  void tidy() {
    var needed = new HashSet<>(requests.waiting());
    control.run().ifPresent(needed::add);
    RunDirectory.deleteAllBut(runs, needed);
  }

  /** One thing: answer a request, or train a control, or get ready. */
  void step(Duration patience) throws InterruptedException {
    Optional<Adaptation> asked = requests.next(ready.isBehind() ? Duration.ZERO : patience);
    ready.takeLive();
    tellMerged();
    if (asked.isPresent()) {
      answer(asked.get());
    } else if (control.isOwed()) {
      var share = new FairShare(System::nanoTime);
      control.train(() -> isStopped(Gear.RETRAIN, share, this::unlessRetrain));
    } else {
      getReady();
    }
  }

  /** What a rebalance needs comes before a twin. */
  private void getReady() {
    boolean behind = ready.isBehind();
    ready.keepUp();
    if (!behind) {
      quantize.step();
    }
  }

  /** A control gives way to a retrain. */
  private Optional<String> unlessRetrain() {
    return requests
        .next()
        .filter(asked -> asked.gear() == Gear.RETRAIN || ready.live().isEmpty())
        .map(asked -> "a model is asked for");
  }

  private void tellMerged() {
    requests
        .merged()
        .forEach(
            (id, into) -> {
              reporting.merged(id, into);
              requests.answered(id);
            });
  }

  private void answer(Adaptation asked) throws InterruptedException {
    requests.begun(asked);
    tellMerged();
    var directory = new RunDirectory(runs, asked.id());
    try {
      Adaptation adaptation = directory.frozen(asked);
      // The evidence is in the memory before it is answered.
      memories.await(adaptation.offsets(), () -> closing);
      if (closing) {
        return;
      }
      ModelManifest manifest =
          adaptation.gear() == Gear.REBALANCE && ready.live().isPresent()
              ? rebalanced(adaptation, ready.live().get(), directory)
              : retrained(adaptation, directory);
      requests.answered(adaptation.id());
      reporting.announced(adaptation.id(), manifest);
      log.atInfo()
          .addKeyValue("modelVersion", manifest.version().brief())
          .addKeyValue("gear", manifest.recipe().gear().word())
          .log("announced");
    } catch (RunObsoleteException e) {
      log.atInfo().addKeyValue("run", asked.id()).log("cancelled: {}", e.getMessage());
      end(asked, directory, () -> reporting.cancelled(asked.id(), e.reason()));
    } catch (RunStoppedException e) {
      log.atInfo().addKeyValue("run", asked.id()).log("stopped; goes on after the next start");
    } catch (RecordNotWrittenException | UncheckedIOException e) {
      throw e; // not the run's fault: all its work is still there after the next start
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("run", asked.id()).log("the run failed");
      end(asked, directory, () -> reporting.failed(asked.id(), e));
    }
  }

  private void end(Adaptation asked, RunDirectory directory, Runnable telling) {
    telling.run();
    requests.answered(asked.id());
    directory.delete();
  }

  private ModelManifest rebalanced(Adaptation adaptation, LiveModel from, RunDirectory directory) {
    Supplier<Optional<String>> obsolete =
        () -> Obsolescence.ofRebalance(from.manifest(), requests.live());
    try {
      ModelManifest manifest =
          rebalance.run(adaptation, from, () -> closing || obsolete.get().isPresent());
      directory.delete();
      return manifest;
    } catch (RunStoppedException e) {
      throw because(obsolete, e);
    }
  }

  private ModelManifest retrained(Adaptation adaptation, RunDirectory directory) {
    tidy();
    Examples examples = retrain.examples(directory);
    Optional<ModelManifest> parent = examples.parent().flatMap(requests::manifest);
    Supplier<Optional<String>> obsolete =
        () -> Obsolescence.ofRetrain(parent, examples.offsets(), requests.live());
    var share = new FairShare(System::nanoTime);
    try {
      ModelManifest manifest =
          retrain.run(
              adaptation, examples, directory, () -> isStopped(adaptation.gear(), share, obsolete));
      control.owe(adaptation.id(), manifest, examples);
      return manifest;
    } catch (TrainingCancelledException e) {
      throw because(obsolete, new RunStoppedException());
    }
  }

  private RuntimeException because(
      Supplier<Optional<String>> obsolete, RunStoppedException stopped) {
    return closing
        ? stopped
        : obsolete.get().<RuntimeException>map(RunObsoleteException::new).orElse(stopped);
  }

  /**
   * Asked before each step of a training. Meanwhile it answers what is quicker, and keeps up if
   * there is much to do.
   */
  private boolean isStopped(Gear underWay, FairShare share, Supplier<Optional<String>> obsolete) {
    ready.takeLive();
    if (ready.unseenChanges() >= Readiness.AT_ONCE) {
      keepUpIfPossible();
    }
    if (!closing && share.mayInterrupt() && ready.live().isPresent()) {
      requests.quickerThan(underWay).ifPresent(quick -> share.interrupt(() -> between(quick)));
      ready.takeLive();
    }
    return closing || obsolete.get().isPresent();
  }

  private void between(Adaptation quick) {
    try {
      answer(quick);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true; // whoever interrupts this thread wants it to end
    }
  }

  private void keepUpIfPossible() {
    try {
      ready.keepUp();
    } catch (UncheckedIOException e) {
      // The training does not need the memory any more. The next idle step meets this again.
    }
  }

  /** Whether the features of every remembered image are there. */
  boolean isCurrent() {
    return ready.isCurrent();
  }

  /**
   * Makes a run under way stop at its next step; it goes on from its checkpoint at the next start.
   */
  void stop() {
    closing = true;
  }

  @Override
  public void close() {
    quantize.close();
    ready.close();
  }
}
