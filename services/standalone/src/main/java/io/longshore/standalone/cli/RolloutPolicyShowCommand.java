package io.longshore.standalone.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the promotion policy. */
@Command(
    name = "show",
    description = "Shows the promotion policy: each value, and whether it is set or a setting.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  longshore rollout policy show --stream default"})
final class RolloutPolicyShowCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RolloutOptions rollout = new RolloutOptions();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(rollout.text(rollout.overrides()));
    out.flush();
  }
}
