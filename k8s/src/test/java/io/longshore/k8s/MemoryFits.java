package io.longshore.k8s;

import io.fabric8.kubernetes.api.model.Quantity;
import io.longshore.ingest.IngestSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.scorer.ScorerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service may hold at a time fits in the memory of its pod: on the heap that the image gives
 * it of the pod's limit, and beside it. The kernel kills a pod for one byte more.
 */
final class MemoryFits implements Rule {
  /** As the entry point of the images says it. */
  private static final Pattern HEAP =
      Pattern.compile("\\[ \"\\$1\" = scorer ] && heap=(\\d+) \\|\\| heap=(\\d+)");

  private static final long MIB = 1024 * 1024;

  /** A pixel of 8 bytes while it is decoded, and its canonical form. */
  private static final long DECODING = 14;

  /** A pixel of an image that ingest has let in, once it is decoded. */
  private static final long DECODED = 3;

  /** Classes, code, threads, buffers of the network, libraries: what no setting bounds. */
  private static final long BESIDE_HEAP = 256 * MIB;

  /** PyTorch with CUDA alone takes 3 GiB of its host's memory. */
  private static final long WITH_GPU = 8192 * MIB;

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    for (Workload workload : overlay.workloads()) {
      long limit = bytes(workload.container().at("/resources/limits/memory").asText("0"));
      long heap = limit * heapPercentage(workload.service()) / 100;
      Settings settings = ServiceSettings.of(workload, overlay);
      long held = held(workload.service(), settings);
      if (held > heap) {
        problems.add(
            "%s may hold %d MiB on a heap of %d MiB"
                .formatted(workload.title(), held / MIB, heap / MIB));
      }
      long all = heap + beside(workload, settings) + inMemory(workload);
      if (all > limit) {
        problems.add(
            "%s may take %d MiB of %d MiB".formatted(workload.title(), all / MIB, limit / MIB));
      }
      if (!workload.container().at("/resources/limits/nvidia.com~1gpu").isMissingNode()
          && limit < WITH_GPU) {
        problems.add(workload.title() + " has a GPU, and too little memory to use it");
      }
    }
    return problems;
  }

  private static long held(String service, Settings settings) {
    return switch (service) {
      case "ingest" -> {
        IngestSettings ingest = settings.of(IngestSettings.class);
        yield DECODING * ingest.limits().pixelsInDecoding() + ingest.inFlight().bytes();
      }
      // The largest image, in the half of the heap that a scorer has for images in decoding.
      case "scorer" -> 2 * DECODED * settings.of(ScorerSettings.class).maxPixels();
      default -> 0;
    };
  }

  private static long beside(Workload workload, Settings settings) {
    return workload.service().equals("scorer")
        ? BESIDE_HEAP + settings.of(ScorerSettings.class).verify().maxBytes()
        : BESIDE_HEAP;
  }

  /** Volumes in memory count with what the pod takes. */
  private static long inMemory(Workload workload) {
    return workload.volumes().stream()
        .filter(volume -> volume.at("/emptyDir/medium").asText().equals("Memory"))
        .mapToLong(volume -> bytes(volume.at("/emptyDir/sizeLimit").asText("0")))
        .sum();
  }

  private static long bytes(String quantity) {
    return Quantity.getAmountInBytes(Quantity.parse(quantity)).longValueExact();
  }

  private static int heapPercentage(String service) {
    try {
      Matcher said =
          HEAP.matcher(Files.readString(Kustomize.FOLDER.resolveSibling("docker/image/longshore")));
      if (!said.find()) {
        throw new IllegalStateException(
            "docker/image/longshore says no longer which heap it gives");
      }
      return Integer.parseInt(said.group(service.equals("scorer") ? 1 : 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
