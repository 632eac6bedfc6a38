package io.longshore.standalone.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system in memory; mounting takes root on Linux, without which the test is skipped, and
 * says so.
 *
 * @param folder where it is mounted
 */
public record MountedFolder(Path folder) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * Mounts one.
   *
   * @param options of tmpfs, such as {@code size=1m}
   */
  public static MountedFolder mount(Path folder, String options) throws IOException {
    Files.createDirectories(folder);
    if (run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()) != 0) {
      System.err.println("SKIPPED: nothing can be mounted here (" + options + ")");
      Assumptions.abort("nothing can be mounted here");
    }
    return new MountedFolder(folder);
  }

  private static int run(String... command) {
    try {
      Child.Said said = Child.run(PATIENCE, List.of(command));
      if (said.status() != 0) {
        System.err.print(said.words());
      }
      return said.status();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during " + command[0], e);
    }
  }

  /**
   * Unmounts it.
   *
   * @throws AssertionError if somebody still has files there
   */
  @Override
  public void close() {
    if (run("umount", folder.toString()) != 0) {
      throw new AssertionError(folder + " is still in use");
    }
  }
}
