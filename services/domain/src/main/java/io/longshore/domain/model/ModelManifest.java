package io.longshore.domain.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A model that can be loaded, judged and made again.
 *
 * @param recipe what it was made from; names the version
 * @param backbone ONNX: images (batch, height, width, channels) unsigned bytes to features (batch,
 *     width) floats
 * @param head ONNX: features to logits (batch, classes) floats
 * @param evaluation on held-out images
 * @param baseline the live model on the same images, if there was one
 * @param parity trainer's engine against ONNX Runtime
 * @param createdAt when it was made; not part of its identity
 */
public record ModelManifest(
    ModelRecipe recipe,
    ArtifactRef backbone,
    ArtifactRef head,
    Evaluation evaluation,
    Optional<Baseline> baseline,
    ParityReport parity,
    Instant createdAt) {

  public ModelVersion version() {
    return recipe.version();
  }

  public List<String> classNames() {
    return recipe.classNames();
  }
}
