package io.longshore.trainer.rebuild;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.Sha256;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.fit.ProgressListener;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Torch;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.gear.Quantizing;
import io.longshore.trainer.gear.Rebalancing;
import io.longshore.trainer.gear.Retraining;
import io.longshore.trainer.gear.Start;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.Excerpt;
import io.longshore.trainer.run.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a model again from its manifest: reads the labels and images that it names, selects the
 * same replay memory, and runs the same gear with the same parameters, seed, device and number of
 * threads.
 *
 * <p>A rebalanced model is its ancestor's parameters under new scales, and a retrain may have begun
 * at its parent. ONNX artifacts have the scales folded in and other rounding, so they are no
 * starting point, nor are quantized ones: the ancestor is taken from a trainer's shelf if it is
 * there and exports to what its manifest says, else it is made again, too.
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
    if (manifest.recipe().quantization().isPresent()) {
      return twin(manifest, known);
    }
    Made made = made(manifest, known);
    try (TrainedModel model = made.model()) {
      return Rebuilt.of(model, made.golden());
    }
  }

  /** The parent as it was served, and its backbone calibrated on the same images. */
  private Rebuilt twin(ModelManifest manifest, Map<ModelVersion, ModelManifest> known) {
    Recorded recorded = Recorded.of(manifest);
    memory(recorded).check();
    ModelManifest of = parent(manifest, known);
    try (TrainedModel model = kept(of).orElseGet(() -> made(of, known).model())) {
      Torch.useThreads(recorded.recipes().threads());
      try (Memories memories =
          memory(recorded).replay(recorded.rule(), directory(recorded).resolve("memory"))) {
        var snapshot = new Snapshot(memories, Optional.of(manifest.recipe().input()));
        Examples examples = Quantizing.examples(snapshot, of, recorded.calibrationImages());
        return Rebuilt.twin(model, Quantizing.backbone(model, examples.learning()));
      }
    }
  }

  /** A model, and what it says of a few images. */
  private record Made(TrainedModel model, GoldenBatch golden) {}

  private Made made(ModelManifest manifest, Map<ModelVersion, ModelManifest> known) {
    Recorded recorded = Recorded.of(manifest);
    memory(recorded).check();
    if (manifest.recipe().gear() == Gear.RETRAIN) {
      try (Start start =
          recorded.startsAtParent()
              ? new Start.Live(origin(parent(manifest, known), known))
              : Start.FRESH) {
        return retrained(recorded, start);
      }
    }
    ModelManifest parent = parent(manifest, known);
    try (var live = LiveModel.of(parent, origin(parent, known))) {
      return rebalanced(recorded, live);
    }
  }

  private static ModelManifest parent(
      ModelManifest manifest, Map<ModelVersion, ModelManifest> known) {
    Optional<ModelVersion> parent = manifest.recipe().parent();
    return parent
        .flatMap(version -> Optional.ofNullable(known.get(version)))
        .orElseThrow(
            () ->
                new NotReproducibleException(
                    "model %s was made from %s, whose manifest is not on the models topic"
                        .formatted(
                            manifest.version().brief(),
                            parent.map(ModelVersion::brief).orElse("nothing"))));
  }

  /**
   * A model with this one's encoder and unscaled head, which is all that its successors start from:
   * a kept copy, or one of the model that it is a rebalance of, or that one made again.
   */
  private TrainedModel origin(ModelManifest manifest, Map<ModelVersion, ModelManifest> known) {
    return kept(manifest)
        .orElseGet(
            () ->
                manifest.recipe().gear() == Gear.RETRAIN
                    ? made(manifest, known).model()
                    : origin(parent(manifest, known), known));
  }

  private Optional<TrainedModel> kept(ModelManifest manifest) {
    Optional<TrainedModel> kept = shelf.flatMap(s -> s.get(manifest.version()));
    if (kept.isPresent() && !isExportedAs(manifest, kept.get())) {
      kept.get().close();
      return Optional.empty();
    }
    return kept;
  }

  private RecordedMemory memory(Recorded recorded) {
    return new RecordedMemory(kafka, clock, recorded.manifest().recipe().provenance());
  }

  private Path directory(Recorded recorded) {
    return scratch.resolve(recorded.manifest().version().brief());
  }

  /** Trained where the manifest says, and left on the CPU, where the trainer keeps its models. */
  private Made retrained(Recorded recorded, Start start) {
    ModelRecipe recipe = recorded.manifest().recipe();
    Torch.useThreads(recorded.recipes().threads());
    try (Memories memories =
        memory(recorded).replay(recorded.rule(), directory(recorded).resolve("memory"))) {
      Examples examples =
          new Snapshot(memories, Optional.of(recipe.input()))
              .takeAll(recipe.parent(), recipe.classNames());
      Path checkpoints = directory(recorded).resolve("checkpoints");
      try (TrainedModel trained =
          recorded.retraining().train(examples, start, checkpoints, listener, () -> false)) {
        TrainedModel model = trained.copyOn(Compute.CPU);
        return new Made(model, Retraining.golden(model, examples));
      }
    }
  }

  private static boolean isExportedAs(ModelManifest manifest, TrainedModel model) {
    return Sha256.hex(OnnxExport.backbone(model)).equals(manifest.backbone().sha256())
        && Sha256.hex(OnnxExport.head(model)).equals(manifest.head().sha256());
  }

  private Made rebalanced(Recorded recorded, LiveModel live) {
    ModelRecipe recipe = recorded.manifest().recipe();
    Torch.useThreads(recorded.recipes().threads());
    try (Memories memories =
        memory(recorded).replay(recorded.rule(), directory(recorded).resolve("memory"))) {
      Excerpt excerpt =
          new Snapshot(memories, Optional.of(recipe.input()))
              .excerpt(recipe.classNames(), recipe.input(), live.seen());
      live.see(excerpt.unseen());
      TrainedModel model = recorded.rebalancing().refit(live, excerpt.selection().learning());
      return new Made(model, Rebalancing.golden(model, live, excerpt.golden()));
    }
  }
}
