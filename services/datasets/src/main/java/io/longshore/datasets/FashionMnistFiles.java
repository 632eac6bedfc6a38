package io.longshore.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the four files into the cache: checked, uncompressed, and each moved there in one step.
 */
final class FashionMnistFiles {

  private FashionMnistFiles() {}

  /**
   * Returns the cache folder once it holds the four good files.
   *
   * @param cached where they are kept; files that a person put there, compressed or not, are the
   *     first source
   * @param sources tried in order
   * @throws DatasetException listing what was tried and why it failed
   */
  static Path fetch(Path cached, List<FashionMnistSource> sources, Consumer<String> progress) {
    try {
      Files.createDirectories(cached);
      if (allGoodIn(cached)) {
        return cached;
      }
      List<String> failures = new ArrayList<>();
      for (FashionMnistSource source : allSources(cached, sources)) {
        try {
          bring(source, cached, progress);
          return cached;
        } catch (IOException e) {
          failures.add(source.name() + ": " + e.getMessage());
        }
      }
      throw new DatasetException(nothingReached(cached, failures));
    } catch (IOException e) {
      throw new DatasetException("cannot use the data set folder " + cached + ": " + e, e);
    }
  }

  private static List<FashionMnistSource> allSources(
      Path cached, List<FashionMnistSource> sources) {
    return Stream.concat(Stream.of(new InstalledFolder(cached)), sources.stream()).toList();
  }

  private static boolean allGoodIn(Path folder) throws IOException {
    for (FashionMnistFile file : FashionMnistFile.values()) {
      if (!file.isGoodIn(folder)) {
        return false;
      }
    }
    return true;
  }

  private static void bring(FashionMnistSource source, Path cached, Consumer<String> progress)
      throws IOException {
    Path scratch = Files.createTempDirectory(cached, ".fetching");
    try {
      Path staged = Files.createDirectory(scratch.resolve("staged"));
      Path found = source.provide(Files.createDirectory(scratch.resolve("work")), progress);
      for (FashionMnistFile file : FashionMnistFile.values()) {
        file.unpack(found, staged);
      }
      for (FashionMnistFile file : FashionMnistFile.values()) {
        Files.move(
            staged.resolve(file.fileName()),
            cached.resolve(file.fileName()),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      delete(scratch);
    }
  }

  private static String nothingReached(Path cached, List<String> failures) {
    String files =
        Arrays.stream(FashionMnistFile.values())
            .map(FashionMnistFile::compressedName)
            .collect(Collectors.joining(", "));
    return "Fashion-MNIST is in none of these places:\n  "
        + String.join("\n  ", failures)
        + "\nPut the four files "
        + files
        + " into "
        + cached
        + " and try again; https://github.com/zalandoresearch/fashion-mnist has them.";
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
