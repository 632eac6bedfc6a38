package io.longshore.standalone.cli;

import io.longshore.rollout.RolloutSettings;
import io.longshore.rollout.StartingPromotion;
import io.longshore.runtime.config.Settings;
import io.longshore.standalone.gates.GateBench;
import io.longshore.standalone.gates.GateResults;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How often the gates of a trial decide rightly, and how soon. */
@Command(
    name = "gates",
    description = {
      "Measures on simulated streams how often the gate of shadow and canary lets the right models"
          + " through, and after how many labels; beside it, what comes of comparing accuracies once."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Example:", "  longshore bench gates --runs 500 --json gates.json"})
final class BenchGatesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Runs of each row (default: ${DEFAULT-VALUE}).",
      defaultValue = "500")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of all streams (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--horizon",
      paramLabel = "N",
      description = "Labels after which a run ends undecided (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000000")
  private long horizon;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the gate, such as longshore.rollout.promotion.alpha=0.001.")
  private Map<String, String> settings = Map.of();

  @Mixin private ResultOptions files = new ResultOptions();

  @Override
  public void run() {
    try {
      var starting =
          Settings.load(Map.of(), settings, Set.of(RolloutSettings.class))
              .of(RolloutSettings.class);
      var bench = new GateBench(StartingPromotion.of(starting.promotion()), runs, seed, horizon);
      var results = GateResults.of(bench, bench.rows());
      PrintWriter out = spec.commandLine().getOut();
      out.print(BenchResult.text(results.table()));
      results.assumptions().forEach(line -> out.println("  " + line));
      out.flush();
      files.writeJson(results::json);
      files.writeMarkdown(() -> results.table().markdown());
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }
}
