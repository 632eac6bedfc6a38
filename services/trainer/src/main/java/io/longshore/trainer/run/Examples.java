package io.longshore.trainer.run;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ModelVersion;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run learns from and is judged on: the memories as they were when it began. It does not
 * change, however long the run takes and however often it is resumed.
 *
 * @param parent the model that was live, whose classes keep their places
 * @param classes class names in the order of the labels
 * @param learning images to learn from
 * @param heldOut images to be judged on
 * @param offsets next label of each partition: what the memories contained
 * @param memoryDigest digest of the learning memory
 */
public record Examples(
    Optional<ModelVersion> parent,
    List<String> classes,
    LabelledPixels learning,
    LabelledPixels heldOut,
    SortedMap<Integer, Long> offsets,
    String memoryDigest) {

  public Examples {
    classes = List.copyOf(classes);
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  public ImageShape shape() {
    return learning.shape();
  }

  public Selection selection() {
    return new Selection(classes, learning.images(), heldOut.images(), offsets, memoryDigest);
  }

  /** At most so many images to compare two engines on: held-out ones if there are enough. */
  public LabelledPixels sample(int most) {
    return (heldOut.size() >= Math.min(most, learning.size()) ? heldOut : learning).spread(most);
  }
}
