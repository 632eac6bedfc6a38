package io.longshore.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The most memory this process had since it was last asked to forget: heap and native together, as
 * the kernel counts it.
 *
 * <p>The kernel keeps the peak and lets a process reset it. Where it does not, resident memory is
 * looked at five times a second, and a peak between two looks is missed.
 */
public final class PeakMemory implements AutoCloseable {
  private static final Path PROCESS = Path.of("/proc/self");
  private static final long SAMPLE_MILLIS = 200;

  private final Path process;
  private final boolean resettable;
  private final AtomicLong sampledKilobytes = new AtomicLong();
  private final Thread sampler;

  private PeakMemory(Path process) {
    this.process = process;
    this.resettable = reset(process);
    this.sampler = new Thread(this::sample, "peak-memory");
    sampler.setDaemon(true);
    if (!resettable && kilobytes("VmRSS:").isPresent()) {
      sampler.start();
    }
  }

  /** Of this process, from now on. */
  public static PeakMemory ofThisProcess() {
    return new PeakMemory(PROCESS);
  }

  /** The same of a process whose files lie in that folder. */
  static PeakMemory of(Path process) {
    return new PeakMemory(process);
  }

  /** The peak begins anew at what is held now. */
  public void forget() {
    sampledKilobytes.set(0);
    if (resettable) {
      reset(process);
    }
  }

  /** Empty where there is no {@code /proc}. */
  public OptionalDouble megabytes() {
    if (resettable) {
      return megabytes(kilobytes("VmHWM:"));
    }
    OptionalDouble now = kilobytes("VmRSS:");
    return now.isEmpty()
        ? now
        : OptionalDouble.of(Math.max((double) sampledKilobytes.get(), now.getAsDouble()) / 1024);
  }

  private void sample() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        kilobytes("VmRSS:")
            .ifPresent(now -> sampledKilobytes.accumulateAndGet(Math.round(now), Math::max));
        Thread.sleep(SAMPLE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private static OptionalDouble megabytes(OptionalDouble kilobytes) {
    return kilobytes.isEmpty() ? kilobytes : OptionalDouble.of(kilobytes.getAsDouble() / 1024);
  }

  private OptionalDouble kilobytes(String field) {
    try {
      return Files.readAllLines(process.resolve("status")).stream()
          .filter(line -> line.startsWith(field))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /** 5 is "forget the peak" in proc(5). */
  private static boolean reset(Path process) {
    try {
      Files.writeString(process.resolve("clear_refs"), "5");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    sampler.interrupt();
  }
}
