package io.longshore.standalone.cli;

import io.longshore.standalone.bundle.Bundle;
import io.longshore.standalone.bundle.Natives;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Packs the benchmark for a machine without Maven or network. */
@Command(
    name = "bundle",
    description =
        "Packs Java, jars and data into one archive that runs the benchmark elsewhere: unpack it and start run.sh.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore bundle --cuda --to bench.tar.gz",
      "  longshore bundle --cpu --data cifar-100-binary --to bench.tar.gz"
    })
final class BundleCommand implements Runnable {

  @ArgGroup(multiplicity = "1")
  private Kind kind = new Kind();

  private static final class Kind {
    @Option(
        names = "--cuda",
        description = "For the CUDA build of libtorch that the machine has; smaller.")
    private boolean cuda;

    @Option(names = "--cpu", description = "With libtorch for the CPU in it.")
    private boolean cpu;
  }

  @Option(
      names = {"--to", "--output"},
      paramLabel = "FILE.tar.gz",
      required = true,
      description = "The archive to write.")
  private Path output = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "CIFAR-100: the binary files and lt_seed0/if*.txt. Only images that these name are packed.")
  private @Nullable Path data;

  @Override
  public void run() {
    try (Terminal terminal = Terminal.standard()) {
      new Bundle(kind.cpu && !kind.cuda ? Natives.CPU : Natives.CUDA, Optional.ofNullable(data))
          .write(output, terminal::say);
      terminal.say("wrote " + output);
    }
  }
}
