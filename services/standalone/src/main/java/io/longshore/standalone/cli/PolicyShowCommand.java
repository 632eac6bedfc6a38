package io.longshore.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the policy. */
@Command(
    name = "show",
    description = "Shows the policy: each value, and whether it is set, a setting or the default.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore policy show --stream default",
      "  longshore policy show -o json"
    })
final class PolicyShowCommand implements Runnable {
  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    policy.show(output);
  }
}
