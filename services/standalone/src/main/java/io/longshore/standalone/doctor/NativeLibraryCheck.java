package io.longshore.standalone.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Whether the native libraries load, each in a process of its own: one that does not may end it.
 *
 * @param patience for one library; the first time it is unpacked
 */
public record NativeLibraryCheck(Duration patience) implements Check {
  private static final String CHECK = "native";

  @Override
  public List<Finding> look() {
    return Arrays.stream(NativeLibrary.values()).map(this::look).toList();
  }

  private Finding look(NativeLibrary library) {
    try {
      ChildJava.End end = ChildJava.run(NativeLibrary.class, patience, library.name());
      return end.status() == 0
          ? Finding.ok(CHECK, library.title() + " " + end.lastLine())
          : Finding.fault(
              CHECK,
              "%s does not load: %s (status %d)"
                  .formatted(library.title(), end.lastLine(), end.status()),
              "it needs Linux on x86-64 with glibc, room in the temporary folder, and files there that may be run");
    } catch (IOException e) {
      return Finding.fault(
          CHECK,
          "%s: no process could be started: %s".formatted(library.title(), e.getMessage()),
          "look at the limits of processes and memory");
    } catch (InterruptedException e) {
      throw KafkaTrouble.interrupted(e);
    }
  }
}
