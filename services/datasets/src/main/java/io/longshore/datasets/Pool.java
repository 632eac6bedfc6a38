package io.longshore.datasets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/** The training images nobody has drawn yet, class by class in seeded order. */
final class Pool {

  private final String dataset;
  private final Map<String, Queue<LabelledImage>> unused = new LinkedHashMap<>();

  Pool(Dataset dataset, long seed) {
    this.dataset = dataset.name();
    dataset.classes().forEach(c -> unused.put(c, new ArrayDeque<>()));
    for (LabelledImage image : new SeededOrder(seed).shuffled(dataset.training())) {
      unused(image.label()).add(image);
    }
  }

  /**
   * Draws one image for each of these labels, in their order.
   *
   * @param purpose what the images are for, to be named when there are too few
   * @throws DatasetException naming every class that runs out; nothing is drawn then
   */
  List<LabelledImage> take(String purpose, List<String> labels) {
    refuseWhatRunsOut(purpose, labels);
    List<LabelledImage> taken = new ArrayList<>(labels.size());
    labels.forEach(label -> taken.add(unused(label).remove()));
    return taken;
  }

  private void refuseWhatRunsOut(String purpose, List<String> labels) {
    Map<String, Integer> wanted = new TreeMap<>();
    labels.forEach(label -> wanted.merge(label, 1, Integer::sum));
    List<String> missing = new ArrayList<>();
    wanted.forEach(
        (label, count) -> {
          int left = unused(label).size();
          if (count > left) {
            missing.add("'" + label + "' (asks for " + count + ", has " + left + " left)");
          }
        });
    if (!missing.isEmpty()) {
      throw new DatasetException(
          purpose
              + " runs out of "
              + String.join(", ", missing)
              + " in "
              + dataset
              + "; ask for fewer images or bring more of these classes");
    }
  }

  private Queue<LabelledImage> unused(String label) {
    Queue<LabelledImage> images = unused.get(label);
    if (images == null) {
      throw new DatasetException(
          "data set "
              + dataset
              + " has no class '"
              + label
              + "'; its classes are "
              + unused.keySet());
    }
    return images;
  }
}
