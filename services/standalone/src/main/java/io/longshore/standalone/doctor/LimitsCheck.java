package io.longshore.standalone.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import io.longshore.standalone.text.Size;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Whether the process may have what everything in one process needs.
 *
 * @param files that may be open
 * @param memory of the machine or container, bytes
 * @param heap that Java may take of it, bytes
 */
public record LimitsCheck(long files, long memory, long heap) implements Check {
  private static final long LEAST_FILES = 1_024;
  private static final long ENOUGH_FILES = 8_192;
  private static final long GIB = 1L << 30;

  /** Beside the heap: libtorch and its tensors, ONNX Runtime, a parity process. */
  private static final long BESIDE_HEAP = 2 * GIB;

  /** A scorer alone. */
  private static final long LEAST_MEMORY = GIB;

  /** Of this process; where Java does not know, there is enough. */
  public static LimitsCheck here() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? new LimitsCheck(
            system.getMaxFileDescriptorCount(),
            system.getTotalMemorySize(),
            Runtime.getRuntime().maxMemory())
        : new LimitsCheck(Long.MAX_VALUE, Long.MAX_VALUE, Runtime.getRuntime().maxMemory());
  }

  @Override
  public List<Finding> look() {
    return List.of(openFiles(), roomFor());
  }

  private Finding openFiles() {
    String found = "%,d files may be open".formatted(files);
    String advice = "raise it: ulimit -n " + ENOUGH_FILES + ", or LimitNOFILE of the service";
    if (files < LEAST_FILES) {
      return Finding.fault("open files", found, advice);
    }
    return files < ENOUGH_FILES
        ? Finding.warning("open files", found, advice)
        : Finding.ok("open files", found);
  }

  private Finding roomFor() {
    String found =
        "%s of memory, of which the heap may take %s".formatted(Size.of(memory), Size.of(heap));
    if (memory < LEAST_MEMORY) {
      return Finding.fault(
          "memory", found, "even one service alone takes " + Size.of(LEAST_MEMORY));
    }
    return memory < heap + BESIDE_HEAP
        ? Finding.warning(
            "memory",
            found,
            "everything in one process takes %s beside the heap; lower it (LONGSHORE_JAVA_OPTIONS=-Xmx1g) or run the services apart"
                .formatted(Size.of(BESIDE_HEAP)))
        : Finding.ok("memory", found);
  }
}
