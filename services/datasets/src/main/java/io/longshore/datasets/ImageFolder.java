package io.longshore.datasets;

import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.label.ClassName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder with a folder of PNG or JPEG files for each class, {@code class/name.png}, or two such
 * folders {@code train} and {@code test}, of which the second is then the held-out part. Sorted by
 * name, so the same on every machine; names that begin with a dot and files of other kinds are
 * passed over.
 */
public final class ImageFolder {

  private ImageFolder() {}

  /**
   * Lists the folder; no image is opened.
   *
   * @throws DatasetException when the folder cannot be read or holds no image in the expected place
   */
  public static Dataset open(Path folder) {
    String name = name(folder.toAbsolutePath().normalize());
    Path train = folder.resolve("train");
    Path test = folder.resolve("test");
    boolean split = !entries(train, Files::isDirectory).isEmpty();
    List<LabelledImage> training = images(split ? train : folder, split ? name + "/train" : name);
    List<LabelledImage> heldOut = split ? images(test, name + "/test") : List.of();
    if (training.isEmpty()) {
      throw new DatasetException(
          "no image found in "
              + folder
              + "; expected "
              + folder
              + "/CLASS/NAME.png (or .jpg, .jpeg),"
              + " or the same under train/ and test/");
    }
    List<String> classes =
        Stream.concat(training.stream(), heldOut.stream())
            .map(LabelledImage::label)
            .distinct()
            .sorted()
            .toList();
    return new Dataset(name, classes, training, heldOut);
  }

  private static List<LabelledImage> images(Path part, String prefix) {
    List<LabelledImage> images = new ArrayList<>();
    for (Path classFolder : entries(part, Files::isDirectory)) {
      String label = className(classFolder);
      for (Path file : entries(classFolder, Files::isRegularFile)) {
        Optional<ImageFormat> claimed = ImageFile.claimed(file);
        if (claimed.isPresent()) {
          ImageFormat format = claimed.get();
          images.add(
              LabelledImage.of(
                  ImageFile.id(prefix + "/" + label + "/" + name(file)),
                  label,
                  () -> ImageFile.read(file, format)));
        }
      }
    }
    return images;
  }

  private static String className(Path classFolder) {
    try {
      return ClassName.check(name(classFolder));
    } catch (IllegalArgumentException e) {
      throw new DatasetException(classFolder + " cannot name a class: " + e.getMessage(), e);
    }
  }

  private static List<Path> entries(Path folder, Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> !name(path).startsWith("."))
          .filter(wanted)
          .sorted(Comparator.comparing(ImageFolder::name))
          .toList();
    } catch (IOException e) {
      throw new DatasetException("cannot list " + folder + ": " + e, e);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
