package io.longshore.scorer.onnx;

import ai.onnxruntime.OnnxJavaType;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.artifact.ArtifactUnavailableException;

/**
 * Makes models out of manifests. What is verified, in this order: the artifacts are complete and
 * hash to their references; ONNX Runtime loads them; names, types and shapes of inputs and outputs
 * are those of the manifest; a first batch comes out finite.
 */
public final class OnnxModels implements AutoCloseable {
  private final ArtifactStore artifacts;
  private final ModelLimits limits;
  private final Backbones backbones = new Backbones();
  private final Lane lane; // of first batches

  public OnnxModels(ArtifactStore artifacts, ModelLimits limits) {
    this.artifacts = artifacts;
    this.limits = limits;
    this.lane = new Lane(limits.batch());
  }

  /**
   * Loads a model, verified and warm. Called by one thread at a time. Close the model when nobody
   * scores with it any more.
   *
   * @throws ModelRefusedException if it cannot be served
   */
  public OnnxModel load(ModelManifest manifest) {
    requireModestBuffers(manifest.recipe());
    OnnxModel model = assemble(manifest);
    try {
      WarmUp.run(model, lane);
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Backbones that are open now. */
  public int openBackbones() {
    return backbones.count();
  }

  private OnnxModel assemble(ModelManifest manifest) {
    Backbones.Lease backbone = backbones.lease(manifest.backbone(), ref -> open("backbone", ref));
    try {
      requireBackbone(backbone.session(), manifest.recipe());
      OnnxSession head = openHead(manifest);
      return new OnnxModel(manifest, backbone, head);
    } catch (RuntimeException e) {
      backbone.close();
      throw e;
    }
  }

  private OnnxSession openHead(ModelManifest manifest) {
    OnnxSession head = open("head", manifest.head());
    try {
      requireHead(head, manifest.recipe());
      return head;
    } catch (RuntimeException e) {
      head.close();
      throw e;
    }
  }

  private OnnxSession open(String part, ArtifactRef ref) {
    String what = part + " " + ref;
    if (ref.size() > limits.artifactBytes()) {
      throw new ModelRefusedException(
          RefusalReason.UNLOADABLE,
          "%s is larger than the %d bytes this scorer loads; raise longshore.scorer.max-artifact-bytes"
              .formatted(what, limits.artifactBytes()));
    }
    return OnnxSession.open(what, fetch(ref), limits);
  }

  private byte[] fetch(ArtifactRef ref) {
    try {
      return artifacts.fetch(ref);
    } catch (ArtifactUnavailableException e) {
      throw new ModelRefusedException(
          switch (e.problem()) {
            case INCOMPLETE -> RefusalReason.INCOMPLETE_ARTIFACT;
            case WRONG_DIGEST -> RefusalReason.WRONG_DIGEST;
          },
          String.valueOf(e.getMessage()));
    }
  }

  private static void requireBackbone(OnnxSession session, ModelRecipe recipe) {
    ImageShape input = recipe.input();
    session.require(
        Port.of(
            OnnxSession.IMAGE, OnnxJavaType.UINT8, input.height(), input.width(), input.channels()),
        Port.of(OnnxSession.FEATURES, OnnxJavaType.FLOAT, recipe.featureWidth()));
  }

  private static void requireHead(OnnxSession session, ModelRecipe recipe) {
    session.require(
        Port.of(OnnxSession.FEATURES, OnnxJavaType.FLOAT, recipe.featureWidth()),
        Port.of(OnnxSession.LOGITS, OnnxJavaType.FLOAT, recipe.classes().size()));
  }

  /** A buffer is one array of bytes, so a manifest must not ask for more than an int can count. */
  private void requireModestBuffers(ModelRecipe recipe) {
    if (Layout.of(recipe).bytes(limits.batch()) > Integer.MAX_VALUE) {
      throw new ModelRefusedException(
          RefusalReason.WRONG_SHAPE,
          "a batch of %d images of %s, %d features and %d classes does not fit in memory"
              .formatted(
                  limits.batch(), recipe.input(), recipe.featureWidth(), recipe.classes().size()));
    }
  }

  /** Frees what first batches were scored with; models that are open stay so. */
  @Override
  public void close() {
    lane.close();
  }
}
