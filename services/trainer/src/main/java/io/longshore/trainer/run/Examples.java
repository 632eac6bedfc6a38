package io.longshore.trainer.run;

import io.longshore.domain.image.ImageShape;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run learns from and is judged on: the memories as they were when it began. It does not
 * change, however long the run takes and however often it is resumed.
 *
 * @param classes class names in the order of the labels
 * @param learning images to learn from
 * @param heldOut images to be judged on
 * @param offsets next label of each partition: what the memories contained
 * @param memoryDigest digest of the learning memory
 */
public record Examples(
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
}
