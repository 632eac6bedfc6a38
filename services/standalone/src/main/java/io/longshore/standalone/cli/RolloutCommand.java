package io.longshore.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is live, what is on trial, and why. */
@Command(
    name = "rollout",
    description = "Says how models go live, and lets an operator step in.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RolloutExplainCommand.class,
      RolloutHistoryCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      RolloutPauseCommand.class,
      RolloutResumeCommand.class,
      RolloutPolicyCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  longshore rollout explain 3f2a",
      "  longshore rollout history --at 2026-03-01T12:00:00Z",
      "  longshore rollout policy set retrain-path=canary --reason 'few labels'"
    })
final class RolloutCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
