package io.longshore.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What services refused. */
@Command(
    name = "rejects",
    description = "Lists and shows the records that services refused, and sends them again.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RejectsListCommand.class, RejectsShowCommand.class, RejectsReplayCommand.class},
    footer = {
      "",
      "Examples:",
      "  longshore rejects list --service scorer",
      "  longshore rejects show images/0@17 --to broken.png",
      "  longshore rejects replay --service scorer --reason BROKEN_IMAGE  # what it would do",
      "  longshore rejects replay images/0@17 --yes"
    })
final class RejectsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
