package io.longshore.runtime.signature;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.OffsetRange;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A manifest and a plan that use every field. */
final class Examples {
  static final Instant TIME = Instant.parse("2026-11-22T08:30:00.123456789Z");
  private static final ModelVersion PARENT = new ModelVersion("0123456789abcdef".repeat(4));
  private static final Evaluation EVALUATION =
      new Evaluation(
          List.of(
              new ClassResult("t-shirt", ShotGroup.MANY, 960, 1_000),
              new ClassResult("猫", ShotGroup.FEW, 0, 3)));

  static final ModelManifest MANIFEST =
      new ModelManifest(
          new ModelRecipe(
              "default",
              Gear.RETRAIN,
              Optional.of(PARENT),
              List.of(new ClassEntry("t-shirt", 2_000, 812.5), new ClassEntry("猫", 10, 0.1)),
              new ImageShape(28, 28, 1),
              64,
              new Provenance(
                  "adapt-17",
                  new TreeMap<>(Map.of(0, new OffsetRange(0, 41))),
                  "00ff".repeat(16),
                  -42,
                  new TreeMap<>(Map.of("epochs", "20")),
                  new TreeMap<>(Map.of("longshore", "0.1.0")),
                  "CPU, 2 cores")),
          new ArtifactRef("ab".repeat(32), 1_048_576, 12),
          new ArtifactRef("cd".repeat(32), 1_000, 30),
          EVALUATION,
          Optional.of(new Baseline(PARENT, EVALUATION)),
          new ParityReport(1_000, 1.5e-6, 1_000, 0.75),
          TIME,
          Optional.of(new ArtifactRef("ef".repeat(32), 52_000, 31)),
          Optional.empty());

  static final RolloutPlan PLAN =
      new RolloutPlan(
          "default",
          7,
          Optional.of(PARENT),
          Optional.empty(),
          RolloutStep.CANARIED,
          Optional.of(MANIFEST.version()),
          "as good as it was",
          TIME,
          Optional.of(new Trial(MANIFEST.version(), TrialStage.CANARY, 0.1, TIME)),
          false,
          Optional.empty());

  private Examples() {}
}
