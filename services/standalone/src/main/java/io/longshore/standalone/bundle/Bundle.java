package io.longshore.standalone.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Everything that a benchmark needs, in one archive: a Java, our jars, a launcher, and the data if
 * they are given. The launcher finds the libtorch of the machine.
 *
 * @param natives which libtorch it is for
 * @param data folder of CIFAR-100 with its index files
 */
public record Bundle(Natives natives, Optional<Path> data) {
  private static final String NAME = "longshore-bundle";
  private static final List<String> SCRIPTS = List.of("run.sh", "longshore");

  /**
   * Writes the archive.
   *
   * @param progress told of each step
   */
  public void write(Path archive, Consumer<String> progress) {
    try {
      Path scratch = Files.createTempDirectory("longshore-bundle");
      try {
        Path folder = scratch.resolve(NAME);
        fill(folder, progress);
        progress.accept("packing " + archive);
        pack(scratch, archive.toAbsolutePath());
      } finally {
        delete(scratch);
      }
    } catch (IOException e) {
      throw new BundleFailedException(
          "the bundle %s cannot be written: %s".formatted(archive, e), e);
    }
  }

  private void fill(Path folder, Consumer<String> progress) throws IOException {
    Files.createDirectories(folder.resolve("native"));
    progress.accept("linking a Java");
    JavaRuntime.link(folder.resolve("java"));
    progress.accept("copying jars");
    ClassPath.copy(natives, folder.resolve("lib"));
    Files.writeString(folder.resolve("natives"), natives.name().toLowerCase(Locale.ROOT) + "\n");
    Files.write(folder.resolve("bridges"), BridgeLibraries.in(folder.resolve("lib")));
    for (String script : SCRIPTS) {
      try (InputStream text = Objects.requireNonNull(Bundle.class.getResourceAsStream(script))) {
        Files.copy(text, folder.resolve(script));
      }
      Files.setPosixFilePermissions(
          folder.resolve(script), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    if (data.isPresent()) {
      progress.accept("copying the images that the index files name");
      LongTailedSubset.copy(data.get(), folder.resolve("data"));
    }
  }

  /** By the system's tar, which keeps permissions and links. */
  private static void pack(Path parent, Path archive) throws IOException {
    Process tar =
        new ProcessBuilder(
                "tar", "-I", "gzip -1", "-cf", archive.toString(), "-C", parent.toString(), NAME)
            .redirectErrorStream(true)
            .start();
    String said = new String(tar.getInputStream().readAllBytes(), UTF_8);
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar: " + said.strip());
      }
    } catch (InterruptedException e) {
      tar.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void delete(Path scratch) {
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch files in " + scratch + " stay behind", e);
    }
  }
}
