package io.longshore.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The promotion policy of a stream. */
@Command(
    name = "policy",
    description = "Shows and changes what a candidate has to pass before it is live.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RolloutPolicyShowCommand.class, RolloutPolicySetCommand.class},
    footer = {
      "",
      "Examples:",
      "  longshore rollout policy show",
      "  longshore rollout policy set margin-few=0.03 patience=P14D --reason 'few labels'"
    })
final class RolloutPolicyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
