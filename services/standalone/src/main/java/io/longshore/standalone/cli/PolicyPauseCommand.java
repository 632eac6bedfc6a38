package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.PolicyState;
import java.io.PrintWriter;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pauses the policy */
@Command(
    name = "pause",
    description = "Pauses the policy",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      " it waits, and only what an operator asks for is done.:  longshore policy pause --reason 'labels are being corrected'"
    })
final class PolicyPauseCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Option(names = "--reason", required = true, description = "Why, for the record.")
  private String reason = "";

  @Override
  public void run() {
    var values = new TreeMap<>(policy.overrides().values());
    values.put("state", PolicyState.PAUSED.word());
    PrintWriter out = spec.commandLine().getOut();
    out.print(policy.set(values, reason));
    out.flush();
  }
}
