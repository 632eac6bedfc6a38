package io.longshore.trainer.rebuild;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.Provenance;
import io.longshore.ssd.RecordText;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.rebalance.ClassifierRetraining;
import io.longshore.ssd.rebalance.HeadFit;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import io.longshore.ssd.torch.Compute;
import io.longshore.trainer.gear.ComputeParameters;
import io.longshore.trainer.gear.Quantizing;
import io.longshore.trainer.gear.Rebalancing;
import io.longshore.trainer.gear.RecipeWriting;
import io.longshore.trainer.gear.Retraining;
import io.longshore.trainer.gear.Start;
import io.longshore.trainer.memory.SelectionRule;
import java.util.function.Function;

/**
 * What a manifest says of the making of its model, as the trainer's own values. Nothing else goes
 * into a rebuild: no setting of this process.
 *
 * @param recipes as the trainer had them
 */
record Recorded(ModelManifest manifest, RecipeWriting recipes) {

  /**
   * Reads a manifest.
   *
   * @throws NotReproducibleException if it was written before manifests said enough, or names a
   *     device that is not here
   */
  static Recorded of(ModelManifest manifest) {
    Provenance provenance = manifest.recipe().provenance();
    SelectionRule rule = parsed(manifest, p -> SelectionRule.of(p.parameters(), p.seed()));
    int threads =
        parsed(
            manifest,
            p -> Integer.parseInt(p.parameters().getOrDefault(RecipeWriting.THREADS, "")));
    return new Recorded(
        manifest,
        new RecipeWriting(
            manifest.recipe().stream(),
            rule,
            compute(manifest),
            threads,
            provenance.software(),
            provenance.device()));
  }

  private static Compute compute(ModelManifest manifest) {
    var parameters = manifest.recipe().provenance().parameters();
    try {
      return ComputeParameters.read(parameters);
    } catch (IllegalArgumentException e) {
      throw new NotReproducibleException(
          "model %s was made on %s, and only there is it made again byte for byte: %s"
              .formatted(
                  manifest.version().brief(),
                  ComputeParameters.device(parameters),
                  e.getMessage()));
    }
  }

  /** Whether training began at the parent. */
  boolean startsAtParent() {
    return Start.LIVE.equals(
        manifest.recipe().provenance().parameters().getOrDefault(Start.START, ""));
  }

  SelectionRule rule() {
    return recipes.memory();
  }

  /** How many images a quantized model was calibrated on, or should have been. */
  int calibrationImages() {
    return parsed(
        manifest,
        p -> Integer.parseInt(p.parameters().getOrDefault(Quantizing.CALIBRATION_IMAGES, "")));
  }

  Retraining retraining() {
    return new Retraining(parameters(Retraining.SSD, SsdParameters.class), recipes, 0);
  }

  Rebalancing rebalancing() {
    HeadFit fit =
        manifest.recipe().provenance().parameters().containsKey(Rebalancing.CRT)
            ? parameters(Rebalancing.CRT, ClassifierRetraining.class)
            : parameters(Rebalancing.LWS, LearnableWeightScaling.class);
    return new Rebalancing(fit, recipes);
  }

  private <T extends Record> T parameters(String name, Class<T> type) {
    return parsed(manifest, p -> RecordText.read(p.parameters().getOrDefault(name, ""), type));
  }

  private static <T> T parsed(ModelManifest manifest, Function<Provenance, T> reading) {
    try {
      return reading.apply(manifest.recipe().provenance());
    } catch (IllegalArgumentException e) {
      throw new NotReproducibleException(
          "the manifest of %s does not say enough to make the model again, or another version of Longshore wrote it (%s): %s; use the version that made it"
              .formatted(
                  manifest.version().brief(),
                  manifest.recipe().provenance().software().getOrDefault("longshore", "unknown"),
                  e.getMessage()));
    }
  }
}
