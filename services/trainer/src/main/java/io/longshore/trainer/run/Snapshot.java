package io.longshore.trainer.run;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Pixels;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.memory.ReplayMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Takes examples from the memories as they are now. The order is that of classes and ranks, so
 * equal memories give equal examples.
 */
public final class Snapshot {
  private final Memories memories;
  private final Optional<ImageShape> wantedShape;

  /**
   * @param wantedShape the shape models read; empty for the most common shape in the memory
   */
  public Snapshot(Memories memories, Optional<ImageShape> wantedShape) {
    this.memories = memories;
    this.wantedShape = wantedShape;
  }

  /**
   * Examples of the known classes first, in their order, then of classes seen since, by name.
   *
   * @param known classes of the model that came before, which keep their places
   * @throws NotEnoughExamplesException if fewer than two classes have an image
   */
  public Examples takeAll(List<String> known) {
    return memories.read(
        view -> {
          var classes = new ArrayList<>(known);
          SortedSet<String> fresh = new TreeSet<>(view.learning().counts().keySet());
          known.forEach(fresh::remove);
          classes.addAll(fresh);
          return take(view, classes, wantedShape.orElseGet(() -> mostCommonShape(view.learning())));
        });
  }

  /** Examples of these classes alone, in this shape: for a model whose outputs do not change. */
  public Examples takeOnly(List<String> classes, ImageShape shape) {
    return memories.read(view -> take(view, classes, shape));
  }

  private static Examples take(Memories.View view, List<String> classes, ImageShape shape) {
    LabelledPixels learning = pixels(view.learning(), classes, shape);
    long present = java.util.Arrays.stream(learning.labels()).distinct().count();
    if (present < 2) {
      throw new NotEnoughExamplesException(
          "the memory has images of %d of %d classes; a model needs two: send labelled images of another class"
              .formatted(present, classes.size()));
    }
    return new Examples(
        classes,
        learning,
        pixels(view.heldOut(), classes, shape),
        view.learning().offsets(),
        view.learning().digest());
  }

  private static LabelledPixels pixels(
      ReplayMemory memory, List<String> classes, ImageShape shape) {
    var ids = new ArrayList<ImageId>();
    var labels = new ArrayList<Integer>();
    for (int label = 0; label < classes.size(); label++) {
      for (ImageId id : memory.ids(classes.get(label))) {
        ids.add(id);
        labels.add(label);
      }
    }
    byte[] pixels = new byte[Math.multiplyExact(ids.size(), shape.size())];
    for (int i = 0; i < ids.size(); i++) {
      Image image = memory.image(ids.get(i));
      System.arraycopy(Pixels.of(image, shape), 0, pixels, i * shape.size(), shape.size());
    }
    return new LabelledPixels(
        shape, ids, labels.stream().mapToInt(Integer::intValue).toArray(), pixels);
  }

  private static ImageShape mostCommonShape(ReplayMemory memory) {
    Map<ImageShape, Integer> shapes = new HashMap<>();
    for (String name : memory.counts().keySet()) {
      memory.ids(name).forEach(id -> shapes.merge(memory.image(id).shape(), 1, Integer::sum));
    }
    return shapes.entrySet().stream()
        .max(
            Map.Entry.<ImageShape, Integer>comparingByValue()
                .thenComparing(e -> e.getKey().toString(), Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .map(Snapshot::reasonable)
        .orElseThrow(() -> new NotEnoughExamplesException("the memory has no images yet"));
  }

  /**
   * Large photographs are learned from at the size of CIFAR unless the operator asks for more:
   * longshore.trainer.input-shape.
   */
  private static ImageShape reasonable(ImageShape common) {
    return common.height() <= 64 && common.width() <= 64
        ? common
        : new ImageShape(32, 32, common.channels());
  }
}
