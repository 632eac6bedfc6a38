package io.longshore.bench.ssd;

import io.longshore.datasets.CifarBinary;
import io.longshore.datasets.Dataset;
import io.longshore.datasets.DatasetCache;
import io.longshore.datasets.DatasetException;
import io.longshore.datasets.FashionMnist;
import io.longshore.datasets.LabelledImage;
import io.longshore.datasets.LongTailProfile;
import io.longshore.datasets.Payload;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the images of a benchmark come from. The long tail is cut by an index file where there is
 * one, otherwise by the rule that the index files were made by, n_i = n_0 * imbalance^(-i/(C-1)).
 */
public enum Source {
  CIFAR100,
  CIFAR10,
  FASHION;

  /** One tail for all seeds of training, as in the published index files. */
  private static final long TAIL_SEED = 0;

  /** The name on the command line and in the table. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Opens the whole, balanced data set.
   *
   * @param folder of the official binary files; not asked for by Fashion-MNIST, which is fetched
   * @throws DatasetException when it is not there, or is another one
   */
  public Dataset open(Optional<Path> folder, Consumer<String> progress) {
    if (this == FASHION) {
      return FashionMnist.open(folder.orElseGet(DatasetCache::standard), progress);
    }
    Path where =
        folder.orElseThrow(
            () ->
                new DatasetException(
                    label() + " must be named by its folder: --data DIR with the binary files"));
    Dataset found = CifarBinary.open(where);
    if (!found.name().equals(label())) {
      throw new DatasetException(where + " holds " + found.name() + ", not " + label());
    }
    return found;
  }

  /**
   * The index file for an imbalance where the data set's folder has one: {@code
   * lt_seed0/if100.txt}.
   */
  public static Optional<Path> indexIn(Optional<Path> folder, int imbalance) {
    return folder
        .map(data -> data.resolve("lt_seed0").resolve("if" + imbalance + ".txt"))
        .filter(Files::isRegularFile);
  }

  /** The benchmark: a long tail of the training part, the whole test part. */
  public static LongTailedTask task(Dataset whole, int imbalance, Optional<Path> index) {
    int largest = Collections.max(whole.trainingCounts().values());
    LongTailProfile profile =
        index
            .map(LongTailProfile::byIndexFile)
            .orElseGet(() -> LongTailProfile.exponential(largest, imbalance));
    Dataset tail = profile.select(whole, TAIL_SEED);
    ImageShape shape = shape(tail.heldOut().get(0));
    return new LongTailedTask(
        whole.name(),
        imbalance,
        whole.classes(),
        TrainingSet.ofRows(
            shape,
            whole.classes().size(),
            pixels(tail.training(), shape),
            labels(tail.training(), whole)),
        pixels(tail.heldOut(), shape),
        labels(tail.heldOut(), whole));
  }

  private static ImageShape shape(LabelledImage image) {
    io.longshore.domain.image.ImageShape shape = raw(image).shape();
    return new ImageShape(shape.height(), shape.width(), shape.channels());
  }

  private static byte[] pixels(List<LabelledImage> images, ImageShape shape) {
    byte[] pixels = new byte[Math.multiplyExact(images.size(), shape.bytes())];
    for (int i = 0; i < images.size(); i++) {
      byte[] image = raw(images.get(i)).bytes();
      System.arraycopy(image, 0, pixels, i * shape.bytes(), shape.bytes());
    }
    return pixels;
  }

  private static Payload.Pixels raw(LabelledImage image) {
    if (image.read() instanceof Payload.Pixels pixels) {
      return pixels;
    }
    throw new DatasetException(image.id() + " is a file of its own; a benchmark reads raw pixels");
  }

  private static int[] labels(List<LabelledImage> images, Dataset dataset) {
    return images.stream().mapToInt(image -> dataset.classes().indexOf(image.label())).toArray();
  }
}
