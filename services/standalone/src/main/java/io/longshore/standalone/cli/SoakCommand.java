package io.longshore.standalone.cli;

import io.longshore.standalone.soak.SoakResult;
import io.longshore.standalone.soak.SwapSoak;
import io.longshore.standalone.soak.TrainingSoak;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows that memory stays flat over training steps and model swaps. */
@Command(
    name = "soak",
    description = "Shows that resident memory stays flat over training steps and model swaps.",
    mixinStandardHelpOptions = true)
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

  @Override
  public Integer call() throws InterruptedException {
    try (Terminal terminal = Terminal.standard()) {
      List<SoakResult> results = new ArrayList<>(TrainingSoak.run(steps, terminal::say));
      results.add(SwapSoak.run(swaps, terminal::say));
      results.forEach(result -> terminal.print(result.toString()));
      return results.stream().allMatch(SoakResult::isFlat) ? 0 : Longshore.FAILED;
    }
  }
}
