package io.longshore.trainer.run;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which images the memories held at one moment, and how far they had read.
 *
 * @param classes class names in the order of the labels
 * @param learning images to learn from
 * @param heldOut images to be judged on
 * @param offsets next label of each partition: what the memories contained
 * @param memoryDigest digest of the learning memory
 */
public record Selection(
    List<String> classes,
    LabelledImages learning,
    LabelledImages heldOut,
    SortedMap<Integer, Long> offsets,
    String memoryDigest) {

  public Selection {
    classes = List.copyOf(classes);
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  /**
   * This selection, if a model can be learned from it.
   *
   * @throws NotEnoughExamplesException if fewer than two classes have an image
   */
  public Selection enough() {
    long present = Arrays.stream(learning.labels()).distinct().count();
    if (present < 2) {
      throw new NotEnoughExamplesException(
          "the memory has images of %d of %d classes; a model needs two: send labelled images of another class"
              .formatted(present, classes.size()));
    }
    return this;
  }

  /** At most so many images to compare two engines on: held-out ones if there are enough. */
  LabelledImages sample(int most) {
    return (heldOut.size() >= Math.min(most, learning.size()) ? heldOut : learning).spread(most);
  }
}
