package io.longshore.trainer.gear;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelManifest;
import io.longshore.ssd.TrainedModel;
import io.longshore.trainer.run.Judging;
import io.longshore.trainer.run.LabelledImages;
import io.longshore.trainer.run.LabelledPixels;
import io.longshore.trainer.run.Selection;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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

  /** Whether the features of an image are there. */
  public boolean hasSeen(ImageId id) {
    return features.containsKey(id);
  }

  /** Computes the features of the images among these that it has not seen. */
  public void see(LabelledPixels images) {
    var missing = new ArrayList<ImageId>();
    var pixels = new ByteArrayOutputStream();
    for (int i = 0; i < images.size(); i++) {
      ImageId id = images.images().ids().get(i);
      if (!hasSeen(id)) {
        missing.add(id);
        pixels.writeBytes(images.pixels(i));
      }
    }
    float[] rows = model.features(pixels.toByteArray());
    int width = model.spec().featureWidth();
    for (int i = 0; i < missing.size(); i++) {
      features.put(missing.get(i), Arrays.copyOfRange(rows, i * width, (i + 1) * width));
    }
  }

  /** Features (images, width) of images that it has seen. */
  float[] features(LabelledImages images) {
    int width = model.spec().featureWidth();
    float[] rows = new float[images.size() * width];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(known(images.ids().get(i)), 0, rows, i * width, width);
    }
    return rows;
  }

  /**
   * How the model fares on held-out images that it has seen, under the groups of these classes, of
   * which it may know only the first.
   */
  public Baseline judge(List<ClassEntry> classes, LabelledImages heldOut) {
    return new Baseline(
        manifest.version(),
        Judging.of(classes, heldOut.labels(), model.servedHead().logits(features(heldOut))));
  }

  /** Forgets the features of every other image. */
  public void keepOnly(Selection remembered) {
    var ids = new HashSet<>(remembered.learning().ids());
    ids.addAll(remembered.heldOut().ids());
    features.keySet().retainAll(ids);
  }

  private float[] known(ImageId id) {
    float[] row = features.get(id);
    if (row == null) {
      throw new IllegalStateException("no features of " + id);
    }
    return row;
  }

  @Override
  public void close() {
    model.close();
  }
}
