package io.longshore.trainer.run;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Pixels;
import io.longshore.domain.model.ModelVersion;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.memory.ReplayMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Takes examples from the memories as they are now. The order is that of classes and ranks, so
 * equal memories give equal examples.
 */
public final class Snapshot {
  /** Images of a golden batch: enough to tell engines apart, few enough to send with each head. */
  public static final int GOLDEN_IMAGES = 64;

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
   * @param parent the model that came before
   * @param known its classes, which keep their places
   * @throws NotEnoughExamplesException if fewer than two classes have an image
   */
  public Examples takeAll(Optional<ModelVersion> parent, List<String> known) {
    return memories.read(
        view -> {
          var classes = new ArrayList<>(known);
          SortedSet<String> fresh = new TreeSet<>(view.learning().counts().keySet());
          known.forEach(fresh::remove);
          classes.addAll(fresh);
          Selection all = select(view, classes).enough();
          ImageShape shape = wantedShape.orElseGet(() -> mostCommonShape(view.learning()));
          return new Examples(
              parent,
              classes,
              pixels(view, all.learning(), shape),
              pixels(view, all.heldOut(), shape),
              all.offsets(),
              all.memoryDigest());
        });
  }

  /**
   * All images of these classes alone, for a model whose outputs do not change, the pixels of those
   * that it has not encoded, and those of a golden batch.
   *
   * @param encoded told what has gone, at the same moment
   */
  public Excerpt excerpt(List<String> classes, ImageShape shape, EncodedImages encoded) {
    return memories.read(
        view -> {
          encoded.forget(view.takeGone());
          Selection all = select(view, classes);
          LabelledImages missing = unseen(all.learning().and(all.heldOut()), encoded);
          LabelledImages golden = all.learning().at(all.learning().balanced(GOLDEN_IMAGES));
          return new Excerpt(all, pixels(view, missing, shape), pixels(view, golden, shape));
        });
  }

  /**
   * The pixels of some images of these classes that are not encoded; none if all are.
   *
   * @param encoded told what has gone, at the same moment
   * @param most images
   */
  public LabelledPixels unseen(
      List<String> classes, ImageShape shape, EncodedImages encoded, int most) {
    return memories.read(
        view -> {
          encoded.forget(view.takeGone());
          LabelledImages all =
              images(view.learning(), classes).and(images(view.heldOut(), classes));
          return pixels(view, unseen(all, encoded).first(most), shape);
        });
  }

  private static LabelledImages unseen(LabelledImages all, EncodedImages encoded) {
    return all.only(id -> !encoded.contains(id));
  }

  /**
   * Examples to calibrate a model on and to judge it by: as many learning images of each class,
   * those that the memory keeps longest, and all held-out ones.
   *
   * @param model whose examples these are
   * @param most learning images in all, but at least one of a class
   */
  public Examples calibrating(
      ModelVersion model, List<String> classes, ImageShape shape, int most) {
    int perClass = Math.max(1, most / classes.size());
    return memories.read(
        view -> {
          Selection all = select(view, classes);
          return new Examples(
              Optional.of(model),
              classes,
              pixels(view, all.learning().firstOfEach(perClass), shape),
              pixels(view, all.heldOut(), shape),
              all.offsets(),
              all.memoryDigest());
        });
  }

  /** At most so many images of these classes to compare engines on, held-out ones if enough. */
  public LabelledPixels sample(List<String> classes, ImageShape shape, int most) {
    return memories.read(view -> pixels(view, select(view, classes).sample(most), shape));
  }

  private static Selection select(Memories.View view, List<String> classes) {
    return new Selection(
        classes,
        images(view.learning(), classes),
        images(view.heldOut(), classes),
        view.learning().offsets(),
        view.learning().digest());
  }

  private static LabelledImages images(ReplayMemory memory, List<String> classes) {
    var ids = new ArrayList<ImageId>();
    var labels = IntStream.builder();
    for (int label = 0; label < classes.size(); label++) {
      for (ImageId id : memory.ids(classes.get(label))) {
        ids.add(id);
        labels.add(label);
      }
    }
    return new LabelledImages(ids, labels.build().toArray());
  }

  private static LabelledPixels pixels(
      Memories.View view, LabelledImages images, ImageShape shape) {
    byte[] pixels = new byte[Math.multiplyExact(images.size(), shape.size())];
    for (int i = 0; i < images.size(); i++) {
      byte[] image = Pixels.of(view.image(images.ids().get(i)), shape);
      System.arraycopy(image, 0, pixels, i * shape.size(), shape.size());
    }
    return new LabelledPixels(shape, images, pixels);
  }

  private static ImageShape mostCommonShape(ReplayMemory memory) {
    return memory.shapes().entrySet().stream()
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
