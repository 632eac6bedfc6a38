package io.longshore.loadtest.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A small file system in memory, that can be filled to its last byte and emptied again. */
final class TmpDisk implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  private final Path folder;

  private TmpDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; empty if this process may not. */
  static Optional<TmpDisk> mount(Path folder, int mebibytes) throws InterruptedException {
    try {
      Files.createDirectories(folder);
      return run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder) == 0
          ? Optional.of(new TmpDisk(folder))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Path folder() {
    return folder;
  }

  /** Fills it; the bytes left. */
  long fill() {
    byte[] chunk = new byte[CHUNK];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (folder.toFile().getUsableSpace() > 0) {
        out.write(chunk);
      }
    } catch (IOException e) {
      // full: what was wanted
    }
    return folder.toFile().getUsableSpace();
  }

  /** Makes room again. */
  void empty() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(ballast() + " cannot be removed", e);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private static int run(Object... command) throws IOException, InterruptedException {
    var words = Arrays.stream(command).map(Object::toString).toList();
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Override
  public void close() {
    try {
      run("umount", folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be unmounted", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
