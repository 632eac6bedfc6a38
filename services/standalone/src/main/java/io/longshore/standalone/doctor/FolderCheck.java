package io.longshore.standalone.doctor;

import io.longshore.standalone.text.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether files can be kept in a folder, and for how long.
 *
 * @param check what the folder is for
 * @param folder may not exist yet
 * @param least bytes below which work stops soon
 * @param comfortable bytes below which somebody should know
 * @param setting what says where it is
 */
public record FolderCheck(String check, Path folder, long least, long comfortable, String setting)
    implements Check {

  @Override
  public List<Finding> look() {
    Path there = existing(folder.toAbsolutePath().normalize());
    if (!Files.isDirectory(there)) {
      return List.of(
          Finding.fault(
              check, there + " is no folder", "move it away, or choose another: " + setting));
    }
    try {
      Path file = Files.createTempFile(there, "longshore-doctor", ".tmp");
      try {
        Files.write(file, new byte[] {1});
      } finally {
        Files.delete(file);
      }
      return List.of(space(there, Files.getFileStore(there).getUsableSpace()));
    } catch (IOException e) {
      return List.of(
          Finding.fault(
              check,
              "nothing can be written to %s: %s".formatted(there, reason(e)),
              "make room or let this user write there, or choose another: " + setting));
    }
  }

  Finding space(Path there, long free) {
    String found = "%s has %s free".formatted(there, Size.of(free));
    if (free < least) {
      return Finding.fault(
          check,
          found,
          "it takes at least %s; make room or choose another: %s"
              .formatted(Size.of(least), setting));
    }
    return free < comfortable
        ? Finding.warning(
            check, found, "with less than %s it may fill".formatted(Size.of(comfortable)))
        : Finding.ok(check, found);
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return e.getClass().getSimpleName() + (message.isEmpty() ? "" : " " + message);
  }

  /** The folder, or the nearest above it: it would be made there. */
  private static Path existing(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }
}
