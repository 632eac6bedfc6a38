package io.longshore.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.standalone.runtime.MountedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {
  private static final long MIB = 1L << 20;

  private final Path folder;

  FolderCheckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_folder_with_room_is_well_and_stays_as_it_was() throws IOException {
    Finding found = check(folder, 1, 2).look().get(0);

    assertThat(found.level()).isEqualTo(Level.OK);
    assertThat(found.found()).contains(folder.toString(), "free");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_folder_that_is_not_there_yet_would_be_made_in_the_one_above() {
    Finding found = check(folder.resolve("a/b"), 1, 2).look().get(0);

    assertThat(found.level()).isEqualTo(Level.OK);
    assertThat(found.found()).startsWith(folder.toString());
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void too_little_room_is_a_fault_and_little_a_warning() {
    assertThat(check(folder, Long.MAX_VALUE, Long.MAX_VALUE).look().get(0).level())
        .isEqualTo(Level.FAULT);
    assertThat(check(folder, 1, Long.MAX_VALUE).look().get(0).level()).isEqualTo(Level.WARNING);
  }

  @Test
  void a_file_where_the_folder_should_be_is_told() throws IOException {
    Path file = Files.writeString(folder.resolve("data"), "x");

    Finding found = check(file, 1, 2).look().get(0);

    assertThat(found.level()).isEqualTo(Level.FAULT);
    assertThat(found.found()).isEqualTo(file + " is no folder");
    assertThat(found.advice().orElseThrow()).contains("--data-directory");
  }

  /** The kernel's own folder, in which not even root can make files. */
  @Test
  void a_folder_nobody_can_write_to_is_a_fault() {
    Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc here");

    Finding found = check(Path.of("/proc/self"), 1, 2).look().get(0);

    assertThat(found.level()).isEqualTo(Level.FAULT);
    assertThat(found.found()).startsWith("nothing can be written to /proc/self");
  }

  @Test
  void a_full_disk_is_a_fault() throws Exception {
    try (var disk = MountedFolder.mount(folder.resolve("disk"), "size=64k")) {
      fill(disk.folder().resolve("all"));

      Finding found = check(disk.folder(), 1, 2 * MIB).look().get(0);

      assertThat(found.level()).isEqualTo(Level.FAULT);
      assertThat(found.found()).contains(disk.folder().toString());
    }
  }

  @Test
  void files_can_be_run_here() throws IOException {
    Finding found = new RunnableFilesCheck(folder).look().get(0);

    assertThat(found).isEqualTo(Finding.ok("native files", "files in " + folder + " can be run"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_folder_mounted_noexec_is_a_fault() throws Exception {
    try (var disk = MountedFolder.mount(folder.resolve("noexec"), "size=1m,noexec")) {
      Finding found = new RunnableFilesCheck(disk.folder()).look().get(0);

      assertThat(found.level()).isEqualTo(Level.FAULT);
      assertThat(found.found()).contains("noexec", disk.folder().toString());
      assertThat(found.advice().orElseThrow()).contains("java.io.tmpdir");
    }
  }

  private static FolderCheck check(Path folder, long least, long comfortable) {
    return new FolderCheck("data", folder, least, comfortable, "--data-directory");
  }

  private static void fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }
}
