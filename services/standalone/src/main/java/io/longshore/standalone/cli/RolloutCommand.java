package io.longshore.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Command(
      name = "pause",
      description =
          "Lets nothing move by itself: no promotion, no rollback; what an operator asks for is"
              + " done.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  longshore rollout pause --reason 'labels are being corrected'"})
  void pause(@Mixin ClusterOptions cluster, @Mixin ReasonOption reason) {
    cluster.ask(desk -> desk.pause(reason.text()));
    spec.commandLine().getOut().printf("asked to pause the rollout of %s%n", cluster.stream);
  }

  @Command(
      name = "resume",
      description = "Lets promotions and rollbacks go on.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  longshore rollout resume --reason 'labels are right again'"})
  void resume(@Mixin ClusterOptions cluster, @Mixin ReasonOption reason) {
    cluster.ask(desk -> desk.resume(reason.text()));
    spec.commandLine().getOut().printf("asked to resume the rollout of %s%n", cluster.stream);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
