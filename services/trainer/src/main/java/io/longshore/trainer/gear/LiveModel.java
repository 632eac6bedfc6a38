package io.longshore.trainer.gear;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.Sha256;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.net.LinearHead;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.run.Judging;
import io.longshore.trainer.run.LabelledImages;
import io.longshore.trainer.run.LabelledPixels;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The live model as its trainer holds it: parameters in memory, and the features of every
 * remembered image, computed once. Gear 2 is quick because of them. Used by one thread.
 */
public final class LiveModel implements AutoCloseable {
  private final ModelManifest manifest;
  private final TrainedModel model;
  private final FeatureCache features;

  private LiveModel(ModelManifest manifest, TrainedModel model, FeatureCache features) {
    this.manifest = manifest;
    this.model = model;
    this.features = features;
  }

  /** Takes the model over; no image is encoded yet. */
  public static LiveModel of(ModelManifest manifest, TrainedModel model) {
    return new LiveModel(
        manifest,
        model,
        new FeatureCache(manifest.backbone().sha256(), model.spec().featureWidth()));
  }

  /** Takes over the model that is live after this one, and the features, if they are its own. */
  public LiveModel successor(ModelManifest next, TrainedModel its) {
    return next.backbone().sha256().equals(features.backbone())
        ? new LiveModel(next, its, features)
        : of(next, its);
  }

  public ModelManifest manifest() {
    return manifest;
  }

  TrainedModel model() {
    return model;
  }

  /** The head as it is served. */
  public LinearHead servedHead() {
    return model.servedHead();
  }

  /** The images that it has seen. */
  public FeatureCache seen() {
    return features;
  }

  /**
   * The backbone as ONNX.
   *
   * @throws IllegalStateException if it is not what the manifest names: what is found out about
   *     these parameters would not be true of the artifact
   */
  public byte[] backbone() {
    byte[] exported = OnnxExport.backbone(model);
    String digest = Sha256.hex(exported);
    if (!digest.equals(manifest.backbone().sha256())) {
      throw new IllegalStateException(
          "the kept parameters of model %s export to backbone %s, not to the %s that is served; retrain to serve a backbone of this version"
              .formatted(
                  manifest.version().brief(),
                  digest.substring(0, 12),
                  manifest.backbone().sha256().substring(0, 12)));
    }
    return exported;
  }

  /**
   * The head as ONNX.
   *
   * @throws IllegalStateException if it is not what the manifest names
   */
  public byte[] head() {
    byte[] exported = OnnxExport.head(model);
    if (!Sha256.hex(exported).equals(manifest.head().sha256())) {
      throw new IllegalStateException(
          "the kept parameters of model %s do not export to the head that is served; retrain to serve one of this version"
              .formatted(manifest.version().brief()));
    }
    return exported;
  }

  /** Computes the features of the images among these that it has not seen. */
  public void see(LabelledPixels images) {
    var missing = new ArrayList<ImageId>();
    var pixels = new ByteArrayOutputStream();
    for (int i = 0; i < images.size(); i++) {
      ImageId id = images.images().ids().get(i);
      if (!features.contains(id)) {
        missing.add(id);
        pixels.writeBytes(images.pixels(i));
      }
    }
    float[] rows = model.features(pixels.toByteArray());
    int width = model.spec().featureWidth();
    for (int i = 0; i < missing.size(); i++) {
      features.put(missing.get(i), rows, i * width);
    }
  }

  /** Features (images, width) of images that it does not keep. */
  public float[] encode(LabelledPixels images) {
    return model.features(images.pixels());
  }

  /** Features (images, width) of images that it has seen. */
  float[] features(LabelledImages images) {
    return features.of(images);
  }

  /**
   * How the model fares on held-out images that it has seen, under the groups of these classes, of
   * which it may know only the first.
   */
  public Baseline judge(List<ClassEntry> classes, LabelledImages heldOut) {
    return new Baseline(
        manifest.version(),
        Judging.of(classes, heldOut.labels(), servedHead().logits(features(heldOut))));
  }

  @Override
  public void close() {
    model.close();
  }
}
