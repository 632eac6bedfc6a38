package io.longshore.trainer.rebuild;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.Sha256;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.fit.ProgressListener;
import io.longshore.ssd.torch.Torch;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.run.Excerpt;
import io.longshore.trainer.run.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a model again from its manifest: reads the labels and images that it names, selects the
 * same replay memory, and runs the same gear with the same parameters, seed and number of threads.
 *
 * <p>A rebalanced model is its retrained ancestor's parameters under new scales. ONNX artifacts
 * have the scales folded in and other rounding, so they are no starting point: the ancestor is
 * taken from a trainer's shelf if it is there and exports to what its manifest says, else it is
 * made again, too.
 */
public final class Rebuilding {
  private final KafkaConnection kafka;
  private final Optional<ModelShelf> shelf;
  private final Path scratch;
  private final ProgressListener listener;
  private final Clock clock;

  /**
   * @param shelf of a trainer, if one is in reach
   * @param scratch an empty directory with room for the replay memory; the caller deletes it
   * @param listener told of each epoch
   */
  public Rebuilding(
      KafkaConnection kafka,
      Optional<ModelShelf> shelf,
      Path scratch,
      ProgressListener listener,
      Clock clock) {
    this.kafka = kafka;
    this.shelf = shelf;
    this.scratch = scratch;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Makes the model again.
   *
   * @param known every manifest, to find its ancestors
   * @throws NotReproducibleException if something it was made from is gone or not recorded
   */
  public Rebuilt rebuild(ModelManifest manifest, Map<ModelVersion, ModelManifest> known) {
    Recorded recorded = Recorded.of(manifest);
    memory(recorded).check();
    if (manifest.recipe().gear() == Gear.RETRAIN) {
      try (TrainedModel model = retrained(recorded)) {
        return Rebuilt.of(model);
      }
    }
    Recorded root = Recorded.of(root(manifest, known));
    try (var live = new LiveModel(root.manifest(), ancestor(root));
        TrainedModel model = rebalanced(recorded, live)) {
      return Rebuilt.of(model);
    }
  }

  private static ModelManifest root(
      ModelManifest manifest, Map<ModelVersion, ModelManifest> known) {
    ModelManifest ancestor = manifest;
    while (ancestor.recipe().gear() != Gear.RETRAIN) {
      Optional<ModelVersion> parent = ancestor.recipe().parent();
      ModelManifest next = parent.map(known::get).orElse(null);
      if (next == null) {
        throw new NotReproducibleException(
            "model %s is a rebalance of %s, whose manifest is not on the models topic"
                .formatted(
                    ancestor.version().brief(), parent.map(ModelVersion::brief).orElse("nothing")));
      }
      ancestor = next;
    }
    return ancestor;
  }

  private RecordedMemory memory(Recorded recorded) {
    return new RecordedMemory(kafka, clock, recorded.manifest().recipe().provenance());
  }

  private Path directory(Recorded recorded) {
    return scratch.resolve(recorded.manifest().version().brief());
  }

  private TrainedModel retrained(Recorded recorded) {
    ModelRecipe recipe = recorded.manifest().recipe();
    memory(recorded).check();
    Torch.useThreads(recorded.recipes().threads());
    try (Memories memories =
        memory(recorded).replay(recorded.rule(), directory(recorded).resolve("memory"))) {
      return recorded
          .retraining()
          .train(
              new Snapshot(memories, Optional.of(recipe.input()))
                  .takeAll(recipe.parent(), recipe.classNames()),
              directory(recorded).resolve("checkpoints"),
              listener,
              () -> false);
    }
  }

  private TrainedModel ancestor(Recorded root) {
    Optional<TrainedModel> kept = shelf.flatMap(s -> s.get(root.manifest().version()));
    if (kept.isPresent()) {
      if (isExportedAs(root.manifest(), kept.get())) {
        return kept.get();
      }
      kept.get().close();
    }
    return retrained(root);
  }

  private static boolean isExportedAs(ModelManifest manifest, TrainedModel model) {
    return Sha256.hex(OnnxExport.backbone(model)).equals(manifest.backbone().sha256())
        && Sha256.hex(OnnxExport.head(model)).equals(manifest.head().sha256());
  }

  private TrainedModel rebalanced(Recorded recorded, LiveModel live) {
    ModelRecipe recipe = recorded.manifest().recipe();
    Torch.useThreads(recorded.recipes().threads());
    try (Memories memories =
        memory(recorded).replay(recorded.rule(), directory(recorded).resolve("memory"))) {
      Excerpt excerpt =
          new Snapshot(memories, Optional.of(recipe.input()))
              .excerpt(recipe.classNames(), recipe.input(), live::hasSeen, Integer.MAX_VALUE, 0);
      live.see(excerpt.unseen());
      return recorded.rebalancing().refit(live, excerpt.selection().learning());
    }
  }
}
