package io.longshore.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks rollout to resume. */
@Command(
    name = "resume",
    description = "Lets promotions and rollbacks go on.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  longshore rollout resume --reason 'labels are right again'"})
final class RolloutResumeCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--reason", required = true, description = "Why, for the record.")
  private String reason = "";

  @Override
  public void run() {
    cluster.ask(desk -> desk.resume(reason));
    spec.commandLine().getOut().printf("asked to resume the rollout of %s%n", cluster.stream);
  }
}
