package io.longshore.loadtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TmpDiskTest {

  @Test
  void it_takes_nothing_once_filled_and_something_once_emptied(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (TmpDisk disk = mounted(directory.resolve("disk"))) {
      assertThat(disk.fill()).isZero();
      assertThat(disk.folder().toFile().getUsableSpace()).isZero();

      disk.empty();

      Path file = Files.writeString(disk.folder().resolve("file"), "kept");
      assertThat(file).hasContent("kept");
    }
  }

  @Test
  void it_is_unmounted_as_soon_as_whoever_uses_it_has_ended(@TempDir Path directory)
      throws IOException, InterruptedException {
    TmpDisk disk = mounted(directory.resolve("disk"));
    Path file = Files.createFile(disk.folder().resolve("file"));
    Process user = new ProcessBuilder("sleep", "1").redirectOutput(file.toFile()).start();

    disk.close();

    assertThat(user.isAlive()).as("nothing can be unmounted before").isFalse();
    assertThat(disk.folder()).as("what lay on it is not there any more").isEmptyDirectory();
    Files.delete(disk.folder());
  }

  @Test
  void whoever_closes_it_once_more_waits_for_nothing(@TempDir Path directory)
      throws InterruptedException {
    TmpDisk disk = mounted(directory.resolve("disk"));

    disk.close();
    disk.close();

    assertThat(disk.folder()).isEmptyDirectory();
  }

  private static TmpDisk mounted(Path folder) throws InterruptedException {
    Optional<TmpDisk> disk = TmpDisk.mount(folder, 4);
    if (disk.isEmpty()) {
      System.err.println("SKIPPED: nothing can be mounted here");
      Assumptions.abort("nothing can be mounted here");
    }
    return disk.orElseThrow();
  }
}
