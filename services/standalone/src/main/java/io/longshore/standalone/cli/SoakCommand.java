package io.longshore.standalone.cli;

import io.longshore.bench.report.MemoryPicture;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Precision;
import io.longshore.standalone.soak.SoakResult;
import io.longshore.standalone.soak.SwapResult;
import io.longshore.standalone.soak.SwapSoak;
import io.longshore.standalone.soak.TrainingSoak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows that memory stays flat over training steps and model swaps. */
@Command(
    name = "soak",
    description = "Shows that resident memory stays flat over training steps and model swaps.",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:memory is not flat, or the command failed",
    footer = {"", "Example:", "  longshore soak --steps 500 --swaps 200 --plot memory.svg"})
final class SoakCommand implements Callable<Integer> {

  @Option(
      names = "--steps",
      description = "Training steps (default: ${DEFAULT-VALUE}).",
      defaultValue = "500")
  private int steps;

  @Option(
      names = "--swaps",
      description = "Model swaps (default: ${DEFAULT-VALUE}).",
      defaultValue = "200")
  private int swaps;

  @Option(
      names = "--precision",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "FLOAT32")
  private Precision precision = Precision.FLOAT32;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw memory over training steps, SVG.")
  private Optional<Path> plot = Optional.empty();

  @Override
  public Integer call() throws InterruptedException, IOException {
    try (Terminal terminal = Terminal.standard()) {
      List<SoakResult> results =
          new ArrayList<>(TrainingSoak.run(steps, Compute.CPU.with(precision), terminal::say));
      if (plot.isPresent()) {
        Files.writeString(plot.get(), picture(results));
      }
      SwapResult swapped = SwapSoak.run(swaps, terminal::say);
      results.forEach(result -> terminal.print(result.toString()));
      terminal.print(swapped.toString());
      boolean flat = results.stream().allMatch(SoakResult::isFlat);
      return flat && swapped.isGood() ? 0 : ExitCode.FAILED;
    }
  }

  private static String picture(List<SoakResult> results) {
    Map<String, List<Double>> megabytes = new LinkedHashMap<>();
    results.forEach(result -> megabytes.put(result.what(), result.megabytes()));
    return MemoryPicture.of("training steps", TrainingSoak.STRIDE, megabytes);
  }
}
