package io.longshore.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The policy of a stream. */
@Command(
    name = "policy",
    description = "Shows and changes when a model is adapted, in which gear, and at what cost.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PolicyShowCommand.class,
      PolicySetCommand.class,
      PolicyPauseCommand.class,
      PolicyResumeCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  longshore policy show",
      "  longshore policy set effect-floor=0.1 retrain-per-day=2 --reason 'fewer retrainings'",
      "  longshore policy set --file night.properties",
      "  longshore policy pause --reason 'labels are being corrected'"
    })
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
