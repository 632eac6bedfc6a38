package io.longshore.standalone.adapt;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The data folder of a stopped system: a tree of files that can be copied, and the copy deleted.
 */
record DataFolder(Path path) {

  /**
   * Copies all files.
   *
   * @param to is not there yet
   */
  DataFolder copiedTo(Path to) {
    walk(
        "copied to " + to,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(path.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(path.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
    return new DataFolder(to);
  }

  /** Deletes everything, if there is anything. */
  void delete() {
    if (!Files.exists(path)) {
      return;
    }
    walk(
        "deleted",
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void walk(String what, SimpleFileVisitor<Path> visitor) {
    try {
      Files.walkFileTree(path, visitor);
    } catch (IOException e) {
      throw new AdaptFailedException(path + " could not be " + what + ": " + e, e);
    }
  }
}
