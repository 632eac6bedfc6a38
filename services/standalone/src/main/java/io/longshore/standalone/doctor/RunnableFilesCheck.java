package io.longshore.standalone.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Whether a file in a folder may be run: native libraries are unpacked there, and a file system
 * mounted noexec does not let them be loaded.
 *
 * @param folder where libraries are unpacked
 */
public record RunnableFilesCheck(Path folder) implements Check {
  private static final String CHECK = "native files";

  @Override
  public List<Finding> look() {
    Path script = folder.resolve("longshore-doctor-" + ProcessHandle.current().pid() + ".sh");
    try {
      Files.writeString(script, "#!/bin/sh\nexit 0\n");
      try {
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return List.of(run(script));
      } finally {
        Files.delete(script);
      }
    } catch (IOException | UnsupportedOperationException e) {
      return List.of(
          Finding.warning(
              CHECK,
              "no script can be put into %s: %s".formatted(folder, e),
              "look at the temporary folder above"));
    }
  }

  private Finding run(Path script) {
    try {
      int status = new ProcessBuilder(script.toString()).start().waitFor();
      return status == 0
          ? Finding.ok(CHECK, "files in " + folder + " can be run")
          : Finding.warning(
              CHECK, "a script in %s ended with %d".formatted(folder, status), "look at /bin/sh");
    } catch (IOException e) {
      return Finding.fault(
          CHECK,
          "files in %s cannot be run: is it mounted noexec? (%s)".formatted(folder, e.getMessage()),
          "choose another folder: LONGSHORE_JAVA_OPTIONS=-Djava.io.tmpdir=DIR");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.warning(CHECK, "interrupted", "look again");
    }
  }
}
