package io.longshore.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Finds the reader for what a person names on a command line. */
public final class Datasets {

  private Datasets() {}

  /**
   * Opens {@code fashion-mnist}, a CSV manifest, a folder with the official CIFAR binaries, or a
   * folder with a folder of images for each class.
   *
   * @param cache see {@link FashionMnist#open}
   * @throws DatasetException when it is none of these, or is one and cannot be read
   */
  public static Dataset open(String nameOrPath, Path cache, Consumer<String> progress) {
    if (nameOrPath.equals(FashionMnist.NAME)) {
      return FashionMnist.open(cache, progress);
    }
    Path path = Path.of(nameOrPath);
    if (Files.isRegularFile(path) && nameOrPath.toLowerCase(Locale.ROOT).endsWith(".csv")) {
      return CsvManifest.open(path);
    }
    if (!Files.isDirectory(path)) {
      throw new DatasetException(
          "'" + nameOrPath + "' is neither " + FashionMnist.NAME + " nor a folder nor a .csv file");
    }
    return CifarBinary.isIn(path) ? CifarBinary.open(path) : ImageFolder.open(path);
  }
}
