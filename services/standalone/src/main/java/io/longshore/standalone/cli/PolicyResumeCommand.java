package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.PolicyState;
import java.io.PrintWriter;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a paused policy decide again. */
@Command(
    name = "resume",
    description = "Lets a paused policy decide again.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  longshore policy resume --reason 'labels are right again'"})
final class PolicyResumeCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Option(names = "--reason", required = true, description = "Why, for the record.")
  private String reason = "";

  @Override
  public void run() {
    var values = new TreeMap<>(policy.overrides().values());
    values.put("state", PolicyState.RUNNING.word());
    PrintWriter out = spec.commandLine().getOut();
    out.print(policy.set(values, reason));
    out.flush();
  }
}
