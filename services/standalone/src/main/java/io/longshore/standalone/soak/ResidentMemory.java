package io.longshore.standalone.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What of this process lies in memory after a garbage collection, so that what is measured is what
 * is held.
 *
 * @param megabytes heap and native together, as the kernel counts it
 * @param heap in use of the Java heap alone, megabytes
 */
record ResidentMemory(double megabytes, double heap) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Now. */
  static ResidentMemory now() {
    System.gc();
    Runtime java = Runtime.getRuntime();
    return new ResidentMemory(resident(), (java.totalMemory() - java.freeMemory()) / 1048576.0);
  }

  private static double resident() {
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

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.0f MB, of them %.1f MB of the Java heap in use", megabytes, heap);
  }
}
