package io.longshore.rollout;

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
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.rollout.PromotionOverrides;
import io.longshore.domain.rollout.PromotionPolicy;
import io.longshore.runtime.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Manifests with the results a test needs. */
final class Models {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final HeldOutGate GATE =
      new HeldOutGate(new GatePolicy(0.01, 0.03, 0.03, 0.02, 0.05, 20, 1e-3));
  static final PromotionPolicy DIRECT =
      StartingPromotion.of(
              Settings.load(Map.of(), Map.of(), Set.of(RolloutSettings.class))
                  .of(RolloutSettings.class)
                  .promotion())
          .with(set("retrain-path", "direct"));
  static final Rules RULES = rules(DIRECT);
  private static final ParityReport EXACT = new ParityReport(1000, 1e-5, 1000, 0.1);
  private static final List<ClassEntry> CLASSES =
      List.of(
          new ClassEntry("cat", 500, 500),
          new ClassEntry("fox", 50, 50),
          new ClassEntry("lynx", 10, 10));

  private Models() {}

  static Rules rules(PromotionPolicy policy) {
    return new Rules(GATE, policy, Duration.ofSeconds(30));
  }

  static PromotionOverrides set(String key, String value) {
    return new PromotionOverrides(
        "default", new TreeMap<>(Map.of(key, value)), "a test", Instant.EPOCH);
  }

  /** A model that gets so many of 100 held-out images of each class right. */
  static ModelManifest model(int seed, int many, int medium, int few) {
    return manifest(seed, evaluation(many, medium, few), Optional.empty(), EXACT);
  }

  static ModelManifest against(
      ModelManifest candidate, ModelVersion live, Evaluation onTheSameImages) {
    return new ModelManifest(
        candidate.recipe(),
        candidate.backbone(),
        candidate.head(),
        candidate.evaluation(),
        Optional.of(new Baseline(live, onTheSameImages)),
        candidate.parity(),
        candidate.createdAt());
  }

  static ModelManifest withParity(ModelManifest model, ParityReport parity) {
    return new ModelManifest(
        model.recipe(),
        model.backbone(),
        model.head(),
        model.evaluation(),
        model.baseline(),
        parity,
        model.createdAt());
  }

  /** The model as the int8 twin of another. */
  static ModelManifest quantized(ModelManifest model, ParityReport parity) {
    ModelRecipe recipe = model.recipe();
    Provenance from = recipe.provenance();
    var provenance =
        new Provenance(
            from.adaptation(),
            from.labelOffsets(),
            from.memoryDigest(),
            from.seed(),
            new TreeMap<>(Map.of(ModelRecipe.QUANTIZATION, "int8-qdq")),
            from.software(),
            from.device());
    var quantized =
        new ModelRecipe(
            recipe.stream(),
            recipe.gear(),
            Optional.of(model.version()),
            recipe.classes(),
            recipe.input(),
            recipe.featureWidth(),
            provenance);
    return new ModelManifest(
        quantized,
        model.backbone(),
        model.head(),
        model.evaluation(),
        model.baseline(),
        parity,
        model.createdAt());
  }

  static ModelManifest withoutHeldOut(int seed) {
    return manifest(seed, Evaluation.NONE, Optional.empty(), EXACT);
  }

  static Evaluation evaluation(int many, int medium, int few) {
    int[] correct = {many, medium, few};
    var results = new ArrayList<ClassResult>();
    for (int i = 0; i < CLASSES.size(); i++) {
      results.add(new ClassResult(CLASSES.get(i).name(), CLASSES.get(i).group(), correct[i], 100));
    }
    return new Evaluation(results);
  }

  private static ModelManifest manifest(
      int seed, Evaluation evaluation, Optional<Baseline> baseline, ParityReport parity) {
    var provenance =
        new Provenance(
            "ask-" + seed,
            new TreeMap<>(),
            "digest",
            seed,
            new TreeMap<>(),
            new TreeMap<>(),
            "cpu");
    var recipe =
        new ModelRecipe(
            "default",
            Gear.RETRAIN,
            Optional.empty(),
            CLASSES,
            new ImageShape(8, 8, 1),
            4,
            provenance);
    byte[] content = {(byte) seed};
    return new ModelManifest(
        recipe,
        ArtifactRef.of(content, 0),
        ArtifactRef.of(content, 0),
        evaluation,
        baseline,
        parity,
        NOON.plusSeconds(seed));
  }
}
