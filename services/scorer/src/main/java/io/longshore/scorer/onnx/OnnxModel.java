package io.longshore.scorer.onnx;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import java.util.List;

/**
 * A loaded model: two sessions that any number of threads run at once, each with a {@link Lane} of
 * its own. Whoever runs it holds it meanwhile; its owner retires it, and closes it when nobody
 * holds it any more.
 */
public final class OnnxModel implements AutoCloseable {
  private final ModelManifest manifest;
  private final ModelVersion version;
  private final List<String> classNames;
  private final Layout layout;
  private final Backbones.Lease backbone;
  private final OnnxSession head;
  private final Holds holds = new Holds();

  OnnxModel(ModelManifest manifest, Backbones.Lease backbone, OnnxSession head) {
    this.manifest = manifest;
    this.version = manifest.version();
    this.classNames = manifest.classNames();
    this.layout = Layout.of(manifest.recipe());
    this.backbone = backbone;
    this.head = head;
  }

  public ModelManifest manifest() {
    return manifest;
  }

  public ModelVersion version() {
    return version;
  }

  /** Names of the outputs, in order. */
  public List<String> classNames() {
    return classNames;
  }

  /** Whether both models make the same features of an image, so that one pass serves both. */
  public boolean sharesBackboneWith(OnnxModel other) {
    return manifest.backbone().sha256().equals(other.manifest.backbone().sha256());
  }

  /** Keeps the model open until {@link #letGo}; false if it is retired and closing. */
  public boolean hold() {
    return holds.take();
  }

  /** Ends a {@link #hold}. */
  public void letGo() {
    holds.letGo();
  }

  /** The owner needs the model no more. Called once; those who hold it go on until they let go. */
  public void retire() {
    holds.letGo();
  }

  /** Whether it is retired and nobody holds it. */
  public boolean isFree() {
    return holds.areGone();
  }

  Layout layout() {
    return layout;
  }

  OnnxSession backbone() {
    return backbone.session();
  }

  OnnxSession head() {
    return head;
  }

  /** Frees everything but a backbone that other models share. Called once, when nobody runs it. */
  @Override
  public void close() {
    head.close();
    backbone.close();
  }
}
