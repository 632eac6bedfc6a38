package io.longshore.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Keys that models and plans are signed with. */
@Command(
    name = "keys",
    description = "Makes and shows keys, and checks what models and plans are signed with.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeysGenerateCommand.class, KeysShowCommand.class, KeysCheckCommand.class},
    footer = {
      "",
      "Examples:",
      "  longshore keys generate --id trainer-2026 --directory keys",
      "  longshore keys show keys/trainer-2026.pem",
      "  longshore keys check --trust keys"
    })
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
