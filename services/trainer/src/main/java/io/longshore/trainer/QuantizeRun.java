package io.longshore.trainer;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.gear.Quantizing;
import io.longshore.trainer.gear.Twin;
import io.longshore.trainer.parity.ParityCheck;
import io.longshore.trainer.parity.ParityComparison;
import io.longshore.trainer.parity.ParityFailedException;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.RunDirectory;
import io.longshore.trainer.run.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the int8 twin of the model that is live, once for a model, while there is nothing better
 * to do. Only ONNX Runtime computes with a twin, so a child judges it while this thread goes on.
 * Used by one thread.
 */
final class QuantizeRun implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(QuantizeRun.class);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Requests requests;
  private final Readiness ready;
  private final Snapshot snapshot;
  private final Quantizing quantizing;
  private final Announcing announcing;
  private final ParityCheck parity;
  private final Path scratch;
  private final TrainerSettings.Quantize wanted;
  private final Set<ModelVersion> tried = new HashSet<>();
  private Optional<Judged> judged = Optional.empty();

  private record Judged(
      Twin twin, ParityComparison child, int number, RunDirectory directory, long end) {}

  /**
   * @param scratch directory of children
   */
  QuantizeRun(
      Requests requests,
      Readiness ready,
      Snapshot snapshot,
      Quantizing quantizing,
      Announcing announcing,
      ParityCheck parity,
      Path scratch,
      TrainerSettings.Quantize wanted) {
    this.requests = requests;
    this.ready = ready;
    this.snapshot = snapshot;
    this.quantizing = quantizing;
    this.announcing = announcing;
    this.parity = parity;
    this.scratch = scratch;
    this.wanted = wanted;
    RunDirectory.deleteAllBut(scratch, Set.of());
  }

  /**
   * Begins a twin if the live model has none, or looks whether one has been judged. A twin that
   * cannot be made leaves the live model as it is.
   */
  void step() {
    try {
      if (judged.isPresent()) {
        look(judged.get());
      } else if (wanted == TrainerSettings.Quantize.INT8) {
        ready.live().filter(this::isOwed).ifPresent(this::begin);
      }
    } catch (RecordNotWrittenException e) {
      throw e;
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("no int8 twin: the model is served in float32");
      drop();
    }
  }

  private boolean isOwed(LiveModel live) {
    ModelVersion version = live.manifest().version();
    return !tried.contains(version) && !requests.hasTwin(version);
  }

  private void begin(LiveModel live) {
    ModelManifest of = live.manifest();
    tried.add(of.version());
    Examples examples = Quantizing.examples(snapshot, of, Quantizing.IMAGES);
    if (examples.learning().size() == 0 || examples.heldOut().size() == 0) {
      log.atWarn()
          .addKeyValue("modelVersion", of.version().brief())
          .log("no int8 twin: there are no images to calibrate it on or to judge it by");
      return;
    }
    Twin twin = quantizing.twin(live, examples);
    var directory = new RunDirectory(scratch, of.version().value());
    ParityComparison child = parity.begin(directory.parity());
    child.load(twin.backbone(), twin.heldOut().sample());
    int number = child.score(twin.head(), twin.heldOut().logits());
    judged =
        Optional.of(
            new Judged(twin, child, number, directory, System.nanoTime() + PATIENCE.toNanos()));
  }

  private void look(Judged pending) {
    if (!ready.live().map(LiveModel::manifest).equals(Optional.of(pending.twin().of()))) {
      drop(); // another model went live meanwhile, which has a twin of its own
      return;
    }
    Optional<ParityComparison.Scores> scores = pending.child().scores(pending.number());
    if (scores.isEmpty() && System.nanoTime() > pending.end()) {
      throw new ParityFailedException(
          "the int8 twin did not answer within " + PATIENCE.toMinutes() + " minutes");
    }
    scores.ifPresent(
        found -> {
          ModelManifest manifest = announcing.announce(pending.twin(), found);
          log.atInfo()
              .addKeyValue("modelVersion", manifest.version().brief())
              .addKeyValue("parent", pending.twin().of().version().brief())
              .addKeyValue("sameClass", found.report().argmaxEqual())
              .addKeyValue("images", found.report().images())
              .log("announced the int8 twin");
          drop();
        });
  }

  private void drop() {
    judged.ifPresent(
        pending -> {
          pending.child().close();
          pending.directory().delete();
        });
    judged = Optional.empty();
  }

  @Override
  public void close() {
    drop();
  }
}
