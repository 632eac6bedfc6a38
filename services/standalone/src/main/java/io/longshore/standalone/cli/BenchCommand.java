package io.longshore.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The benchmarks. */
@Command(
    name = "bench",
    description = "Measures the method and the system.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "BENCHMARK",
    subcommands = {
      BenchSsdCommand.class,
      BenchSpeedCommand.class,
      BenchLtCilCommand.class,
      BenchDriftCommand.class,
      BenchAdaptCommand.class,
      BenchGatesCommand.class,
      BenchScorerCommand.class,
      BenchIngestCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  longshore bench ssd --help",
      "  longshore bench drift --runs 1000 --json drift.json"
    })
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
