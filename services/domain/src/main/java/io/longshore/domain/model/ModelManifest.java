package io.longshore.domain.model;

import io.longshore.domain.signature.CanonicalText;
import io.longshore.domain.signature.Signature;
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
 * @param golden a {@link GoldenBatch}: images and the trainer's logits for them; a manifest of an
 *     earlier release has none
 * @param signature over {@link #canonical()}; absent if the trainer has no key
 */
public record ModelManifest(
    ModelRecipe recipe,
    ArtifactRef backbone,
    ArtifactRef head,
    Evaluation evaluation,
    Optional<Baseline> baseline,
    ParityReport parity,
    Instant createdAt,
    Optional<ArtifactRef> golden,
    Optional<Signature> signature) {

  /** A manifest without golden batch and signature. */
  public ModelManifest(
      ModelRecipe recipe,
      ArtifactRef backbone,
      ArtifactRef head,
      Evaluation evaluation,
      Optional<Baseline> baseline,
      ParityReport parity,
      Instant createdAt) {
    this(
        recipe,
        backbone,
        head,
        evaluation,
        baseline,
        parity,
        createdAt,
        Optional.empty(),
        Optional.empty());
  }

  public ModelVersion version() {
    return recipe.version();
  }

  public List<String> classNames() {
    return recipe.classNames();
  }

  public ModelManifest signedBy(Signature by) {
    return new ModelManifest(
        recipe, backbone, head, evaluation, baseline, parity, createdAt, golden, Optional.of(by));
  }

  /**
   * What is signed: everything but the signature and where artifacts lie, so that a mirrored topic
   * keeps its signatures.
   */
  public String canonical() {
    var text = new CanonicalText("longshore-manifest/1");
    text.line("recipe", recipe.canonical());
    artifact(text, "backbone", backbone);
    artifact(text, "head", head);
    golden.ifPresent(batch -> artifact(text, "golden", batch));
    results(text, "evaluation", evaluation);
    baseline.ifPresent(
        model -> {
          text.line("baseline", model.version().value());
          results(text, "baseline", model.evaluation());
        });
    return text.line("parity.images", Integer.toString(parity.images()))
        .line("parity.difference", Double.toHexString(parity.maxAbsoluteDifference()))
        .line("parity.argmax", Integer.toString(parity.argmaxEqual()))
        .line("parity.millis", Double.toHexString(parity.millisPerImage()))
        .line("created", createdAt.toString())
        .toString();
  }

  private static void artifact(CanonicalText text, String name, ArtifactRef artifact) {
    text.line(name, artifact.sha256()).line(name + ".bytes", Long.toString(artifact.size()));
  }

  private static void results(CanonicalText text, String name, Evaluation evaluation) {
    for (ClassResult result : evaluation.results()) {
      text.line(name + ".class", result.className())
          .line(name + ".group", result.group().name())
          .line(name + ".correct", Integer.toString(result.correct()))
          .line(name + ".total", Integer.toString(result.total()));
    }
  }
}
