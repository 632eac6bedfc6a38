package io.longshore.trainer;

import ai.djl.engine.Engine;
import io.longshore.domain.model.Provenance;
import io.longshore.ssd.torch.Compute;
import io.longshore.trainer.gear.ComputeParameters;
import io.longshore.trainer.gear.RecipeWriting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What this trainer runs on, for the manifest. */
public final class Software {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");

  private Software() {}

  /** Versions by name. */
  public static SortedMap<String, String> versions() {
    var versions = new TreeMap<String, String>();
    versions.put("java", System.getProperty("java.vendor", "") + " " + Runtime.version());
    versions.put("longshore", version(Software.class));
    versions.put("djl", Engine.getDjlVersion());
    versions.put("pytorch", Engine.getEngine("PyTorch").getVersion());
    return Collections.unmodifiableSortedMap(versions);
  }

  /**
   * The device and what its results depend on: the engine picks its kernels by what the processor
   * can do.
   *
   * @param device that training computes on: {@code cpu} or {@code gpu:N}
   */
  public static String device(int threads, String device) {
    String cpu =
        "cpu " + System.getProperty("os.arch", "") + processor() + ", " + threads + " threads";
    return device.equals(Compute.CPU.deviceName())
        ? cpu
        : device + " of " + String.join(", ", gpus()) + " beside " + cpu;
  }

  /** As NVIDIA's driver lists them; empty without it. */
  private static List<String> gpus() {
    try (Stream<Path> files =
        Files.find(GPUS, 2, (file, is) -> file.endsWith("information") && is.isRegularFile())) {
      return files.sorted().map(file -> value(file, "Model:")).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** A fact that a manifest and this process do not agree on. */
  public record Difference(String name, String manifest, String here) {}

  /** What of a manifest's stack is not what this process has, at the manifest's threads. */
  public static List<Difference> differences(Provenance provenance) {
    var differences = new ArrayList<Difference>();
    var names = new TreeSet<>(provenance.software().keySet());
    names.addAll(versions().keySet());
    for (String name : names) {
      differences.add(
          new Difference(
              name,
              provenance.software().getOrDefault(name, "-"),
              versions().getOrDefault(name, "-")));
    }
    differences.add(
        new Difference(
            "device",
            provenance.device(),
            device(
                Integer.parseInt(provenance.parameters().getOrDefault(RecipeWriting.THREADS, "0")),
                ComputeParameters.device(provenance.parameters()))));
    differences.removeIf(d -> d.manifest().equals(d.here()));
    return List.copyOf(differences);
  }

  private static String processor() {
    String model = value(PROCESSORS, "model name");
    return model.isEmpty() ? "" : ", " + model;
  }

  /** What stands behind the colon of the first line that begins so. */
  private static String value(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    } catch (IOException e) {
      return ""; // a system that does not say
    }
  }

  private static String version(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
