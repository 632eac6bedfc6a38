package io.longshore.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What numbers of speed rest on.
 *
 * @param processor as the kernel names it, or the architecture
 * @param cores that this process may use
 * @param memoryMegabytes of the machine; 0 where unknown
 * @param threads that one operation may use; 0 for the engine's choice
 */
public record Machine(
    String processor, int cores, long memoryMegabytes, String system, String java, int threads) {

  /** This one. */
  public static Machine here(int threads) {
    return new Machine(
        field("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(field("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", "")) / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.version"),
        threads);
  }

  private static String field(String file, String name, String otherwise) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
