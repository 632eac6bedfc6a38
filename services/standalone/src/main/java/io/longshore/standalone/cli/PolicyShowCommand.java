package io.longshore.standalone.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the policy. */
@Command(
    name = "show",
    description = "Shows the policy: each value, and whether it is set, a setting or the default.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  longshore policy show --stream default"})
final class PolicyShowCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(policy.inForce());
    out.flush();
  }
}
