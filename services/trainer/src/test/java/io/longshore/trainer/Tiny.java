package io.longshore.trainer;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ParityReport;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.fit.ProgressListener;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Torch;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.gear.Candidate;
import io.longshore.trainer.gear.RecipeWriting;
import io.longshore.trainer.gear.Retraining;
import io.longshore.trainer.gear.Start;
import io.longshore.trainer.memory.SelectionRule;
import io.longshore.trainer.run.Examples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Trainings that take a second. */
public final class Tiny {
  public static final int PARITY_IMAGES = 1_000;

  private Tiny() {}

  public static RecipeWriting recipes(long seed) {
    return recipes(seed, Compute.CPU);
  }

  public static RecipeWriting recipes(long seed, Compute compute) {
    return new RecipeWriting(
        "beach",
        new SelectionRule(100, 100, 0, seed),
        compute,
        1,
        new TreeMap<>(Map.of("longshore", "test")),
        "cpu, 1 thread");
  }

  /** The same bits on every machine of a kind: one thread. */
  public static Retraining retraining(long seed) {
    Torch.useThreads(1);
    return new Retraining(SsdParameters.tiny(), recipes(seed), PARITY_IMAGES);
  }

  public static Adaptation adaptation(String id, Gear gear) {
    return new Adaptation(
        id,
        "beach",
        gear,
        "because",
        DriftEvidence.NONE,
        new TreeMap<>(Map.of("anchor", 10.0, "buoy", 30.0, "crate", 60.0)),
        new TreeMap<>(Map.of(0, 100L)),
        Instant.EPOCH);
  }

  /** A model trained on the examples, which the caller closes. */
  public static Candidate trained(Examples examples, Path checkpoints) {
    return retraining(7)
        .run(
            adaptation("first", Gear.RETRAIN),
            examples,
            Start.FRESH,
            checkpoints,
            ProgressListener.SILENT,
            () -> false);
  }

  public static ModelManifest manifest(Candidate candidate) {
    return new ModelManifest(
        candidate.recipe(),
        ArtifactRef.of(OnnxExport.backbone(candidate.model()), 0),
        ArtifactRef.of(OnnxExport.head(candidate.model()), 0),
        candidate.evaluation(),
        Optional.empty(),
        new ParityReport(1, 0, 1, 1),
        Instant.EPOCH);
  }
}
