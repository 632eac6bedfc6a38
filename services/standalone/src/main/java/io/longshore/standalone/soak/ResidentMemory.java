package io.longshore.standalone.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What of this process lies in memory, heap and native together, as the kernel counts it. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** Megabytes after a garbage collection, so that what is measured is what is held. */
  static double megabytes() {
    System.gc();
    try {
      return Files.readAllLines(STATUS).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no VmRSS in " + STATUS))
          / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException("resident memory can be measured on Linux only", e);
    }
  }
}
