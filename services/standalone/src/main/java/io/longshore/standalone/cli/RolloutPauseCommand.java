package io.longshore.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks rollout to pause. */
@Command(
    name = "pause",
    description =
        "Lets nothing move by itself: no promotion, no rollback; what an operator asks for is done.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  longshore rollout pause --reason 'labels are being corrected'"})
final class RolloutPauseCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--reason", required = true, description = "Why, for the record.")
  private String reason = "";

  @Override
  public void run() {
    cluster.ask(desk -> desk.pause(reason));
    spec.commandLine().getOut().printf("asked to pause the rollout of %s%n", cluster.stream);
  }
}
