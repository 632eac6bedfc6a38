package io.longshore.standalone.cli;

import io.longshore.bench.machine.Machine;
import io.longshore.bench.ssd.Backend;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.torch.Precision;
import io.longshore.ssd.torch.Torch;
import picocli.CommandLine.Option;

/** The network that a benchmark trains, and what computes it. */
final class NetworkOptions {
  @Option(
      names = "--architecture",
      paramLabel = "NET",
      description =
          "resnet32, resnet20, resnet8, resnet50 or resnext50 (default: ${DEFAULT-VALUE}).",
      defaultValue = "resnet32")
  private String architecture = "";

  @Option(
      names = "--device",
      description = "auto, cpu or gpu:N (default: ${DEFAULT-VALUE}).",
      defaultValue = "auto")
  private String device = "";

  @Option(
      names = "--precision",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "FLOAT32")
  private Precision precision = Precision.FLOAT32;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of one operation; 0 leaves it to the engine (default: 0).",
      defaultValue = "0")
  private int threads;

  /** Its name, as rows keep it. */
  String name() {
    return architecture;
  }

  /**
   * @throws WrongUsageException if there is no network of that name
   */
  Architecture architecture() {
    return switch (architecture) {
      case "resnet32" -> Architecture.resNet32();
      case "resnet20" -> Architecture.resNet20();
      case "resnet8" -> Architecture.resNet8();
      case "resnet50" -> Architecture.resNet50();
      case "resnext50" -> Architecture.resNeXt50();
      default ->
          throw new WrongUsageException(
              "there is no network '"
                  + architecture
                  + "'; there are resnet32, resnet20, resnet8, resnet50, resnext50");
    };
  }

  /**
   * What computes from now on, with so many threads.
   *
   * @throws IllegalArgumentException if there is no such device, or it cannot compute so
   */
  Backend backend() {
    Backend backend = Backend.of(device, precision);
    if (threads > 0) {
      Torch.useThreads(threads);
    }
    return backend;
  }

  Machine machine() {
    return Machine.here(threads);
  }
}
