package io.longshore.trainer.gear;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.ssd.TrainedModel;
import io.longshore.trainer.run.Judging;
import io.longshore.trainer.run.LabelledPixels;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The live model as its trainer holds it: parameters in memory, and the features of every
 * remembered image, computed once. Gear 2 is quick because of them. Used by one thread.
 */
public final class LiveModel implements AutoCloseable {
  private final ModelManifest manifest;
  private final TrainedModel model;
  private final Map<ImageId, float[]> features = new HashMap<>();

  /** Takes the model over. */
  public LiveModel(ModelManifest manifest, TrainedModel model) {
    this.manifest = manifest;
    this.model = model;
  }

  public ModelManifest manifest() {
    return manifest;
  }

  TrainedModel model() {
    return model;
  }

  /** Features (images, width); only those of images not seen before are computed. */
  public float[] features(LabelledPixels images) {
    compute(images);
    int width = model.spec().featureWidth();
    float[] rows = new float[images.size() * width];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(known(images.ids().get(i)), 0, rows, i * width, width);
    }
    return rows;
  }

  /**
   * How the model fares on the held-out images, under the groups of these classes, of which it may
   * know only the first.
   */
  public Evaluation judge(List<ClassEntry> classes, LabelledPixels heldOut) {
    return Judging.of(classes, heldOut.labels(), model.servedHead().logits(features(heldOut)));
  }

  /** Forgets the features of every other image. */
  public void keepOnly(List<LabelledPixels> remembered) {
    var ids = new java.util.HashSet<ImageId>();
    remembered.forEach(images -> ids.addAll(images.ids()));
    features.keySet().retainAll(ids);
  }

  private float[] known(ImageId id) {
    float[] row = features.get(id);
    if (row == null) {
      throw new IllegalStateException("no features of " + id);
    }
    return row;
  }

  private void compute(LabelledPixels images) {
    var missing = new ArrayList<ImageId>();
    var pixels = new ByteArrayOutputStream();
    int size = images.shape().size();
    for (int i = 0; i < images.size(); i++) {
      if (!features.containsKey(images.ids().get(i))) {
        missing.add(images.ids().get(i));
        pixels.write(images.pixels(), i * size, size);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    float[] rows = model.features(pixels.toByteArray());
    int width = model.spec().featureWidth();
    for (int i = 0; i < missing.size(); i++) {
      features.put(missing.get(i), java.util.Arrays.copyOfRange(rows, i * width, (i + 1) * width));
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
