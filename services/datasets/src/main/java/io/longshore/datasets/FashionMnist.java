package io.longshore.datasets;

import io.longshore.domain.image.ImageId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Fashion-MNIST: 60,000 grey 28x28 images of clothes in ten classes to learn from and 10,000 held
 * out, balanced both.
 *
 * @see <a href="https://github.com/zalandoresearch/fashion-mnist">Xiao, Rasul, Vollgraf 2017</a>
 */
public final class FashionMnist {

  public static final String NAME = "fashion-mnist";

  public static final List<String> CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private FashionMnist() {}

  /**
   * Opens the data set from the folder of cached data sets, fetching it first when it is not there.
   *
   * @param cache holds a folder for each cached data set; see {@link DatasetCache#standard()}
   * @param progress gets a line for each step that takes time
   * @throws DatasetException saying what was tried and why it failed when no source can be reached
   */
  public static Dataset open(Path cache, Consumer<String> progress) {
    Path folder =
        FashionMnistFiles.fetch(cache.resolve(NAME), FashionMnistSource.standard(), progress);
    return read(folder);
  }

  /** Reads the four uncompressed files. */
  static Dataset read(Path folder) {
    return new Dataset(NAME, CLASSES, part(folder, "train", "train"), part(folder, "t10k", "test"));
  }

  private static List<LabelledImage> part(Path folder, String prefix, String part) {
    Idx pixels = Idx.open(folder.resolve(prefix + "-images-idx3-ubyte"), 3);
    Idx labels = Idx.open(folder.resolve(prefix + "-labels-idx1-ubyte"), 1);
    if (pixels.count() != labels.count()) {
      throw new DatasetException(
          folder
              + " has "
              + pixels.count()
              + " images but "
              + labels.count()
              + " labels for "
              + part);
    }
    List<LabelledImage> images = new ArrayList<>(pixels.count());
    for (int i = 0; i < pixels.count(); i++) {
      int place = i;
      ImageId id = new ImageId("%s/%s/%05d".formatted(NAME, part, i));
      images.add(LabelledImage.of(id, CLASSES.get(labels.value(i)), () -> pixels.image(place)));
    }
    return images;
  }
}
