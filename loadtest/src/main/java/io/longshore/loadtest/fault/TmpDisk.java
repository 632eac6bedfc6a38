package io.longshore.loadtest.fault;

import io.longshore.loadtest.process.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A small file system in memory, that can be filled to its last byte and emptied again. */
final class TmpDisk implements AutoCloseable {
  private static final int CHUNK = 1 << 20;
  private static final int NO_COMMAND = 127;
  private static final Patience UNMOUNTING = Patience.ofSeconds(10);

  private final AtomicBoolean mounted = new AtomicBoolean(true);
  private final Path folder;

  private TmpDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; empty if this process may not. */
  static Optional<TmpDisk> mount(Path folder, int mebibytes) throws InterruptedException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be made", e);
    }
    return run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder) == 0
        ? Optional.of(new TmpDisk(folder))
        : Optional.empty();
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

  /** What a command ended with; 127, as a shell has it, if there is none of that name. */
  private static int run(Object... command) throws InterruptedException {
    var words = Arrays.stream(command).map(Object::toString).toList();
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return NO_COMMAND;
    }
  }

  /**
   * Unmounts it, once; whoever had files there must be about to end.
   *
   * @throws IllegalStateException if somebody still has some after a while
   */
  @Override
  public void close() {
    if (!mounted.getAndSet(false)) {
      return;
    }
    try {
      if (!UNMOUNTING.sees(() -> run("umount", folder) == 0)) {
        throw new IllegalStateException(
            "%s is still in use after %s and stays mounted".formatted(folder, UNMOUNTING));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
