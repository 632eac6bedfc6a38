package io.longshore.datasets;

import io.longshore.domain.image.ImageId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Labelled images of named classes: a part to learn from and, where the source has one, a part held
 * out for testing.
 *
 * @param classes class names in label order; every label of both parts is one of them
 * @param training in the order in which the images would arrive
 * @param heldOut never learned from; empty when the source holds nothing out
 */
public record Dataset(
    String name, List<String> classes, List<LabelledImage> training, List<LabelledImage> heldOut) {

  public Dataset {
    classes = List.copyOf(classes);
    training = List.copyOf(training);
    heldOut = List.copyOf(heldOut);
    Set<String> known = new HashSet<>(classes);
    if (known.size() != classes.size()) {
      throw new IllegalArgumentException("data set " + name + " names a class twice: " + classes);
    }
    Set<ImageId> ids = new HashSet<>();
    for (List<LabelledImage> part : List.of(training, heldOut)) {
      for (LabelledImage image : part) {
        if (!known.contains(image.label())) {
          throw new IllegalArgumentException(
              "image "
                  + image.id()
                  + " has the label '"
                  + image.label()
                  + "', not a class of "
                  + name);
        }
        if (!ids.add(image.id())) {
          throw new IllegalArgumentException("data set " + name + " has two images " + image.id());
        }
      }
    }
  }

  /** The same classes and held-out part with another training part. */
  public Dataset withTraining(List<LabelledImage> other) {
    return new Dataset(name, classes, other, heldOut);
  }

  /** Training images of each class, in class order, zero included. */
  public Map<String, Integer> trainingCounts() {
    return counts(training);
  }

  /** How many of these images carry each class of this data set, in class order, zero included. */
  public Map<String, Integer> counts(Collection<LabelledImage> images) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    classes.forEach(c -> counts.put(c, 0));
    images.forEach(image -> counts.merge(image.label(), 1, Integer::sum));
    return counts;
  }
}
