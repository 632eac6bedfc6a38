package io.longshore.trainer.gear;

import io.longshore.domain.image.ImageId;
import io.longshore.trainer.run.EncodedImages;
import io.longshore.trainer.run.LabelledImages;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Features of remembered images under one backbone, on the heap: a hundred classes of two hundred
 * images are five megabytes. Whoever has the same backbone, to the digest of its artifact, may use
 * them, so a model that differs in its head alone begins with all of them. Used by one thread.
 */
public final class FeatureCache implements EncodedImages {
  private final String backbone;
  private final int width;
  private final Map<ImageId, float[]> rows = new HashMap<>();

  /**
   * @param backbone SHA-256 of the backbone's artifact
   * @param width of a row of features
   */
  FeatureCache(String backbone, int width) {
    this.backbone = backbone;
    this.width = width;
  }

  String backbone() {
    return backbone;
  }

  public int size() {
    return rows.size();
  }

  @Override
  public boolean contains(ImageId id) {
    return rows.containsKey(id);
  }

  @Override
  public void forget(Set<ImageId> gone) {
    rows.keySet().removeAll(gone);
  }

  /** Keeps the features that begin there. */
  void put(ImageId id, float[] features, int from) {
    rows.put(id, Arrays.copyOfRange(features, from, from + width));
  }

  /** Features (images, width) of images that are all there. */
  float[] of(LabelledImages images) {
    float[] all = new float[images.size() * width];
    for (int i = 0; i < images.size(); i++) {
      float[] row = rows.get(images.ids().get(i));
      if (row == null) {
        throw new IllegalStateException("no features of " + images.ids().get(i));
      }
      System.arraycopy(row, 0, all, i * width, width);
    }
    return all;
  }
}
