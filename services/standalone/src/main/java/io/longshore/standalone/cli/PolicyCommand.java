package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.PolicyState;
import java.io.PrintWriter;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The policy of a stream. */
@Command(
    name = "policy",
    description = "Shows and changes when a model is adapted, in which gear, and at what cost.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PolicyShowCommand.class, PolicySetCommand.class},
    footer = {
      "",
      "Examples:",
      "  longshore policy show",
      "  longshore policy set effect-floor=0.1 retrain-per-day=2 --reason 'fewer retrainings'",
      "  longshore policy set --file night.properties",
      "  longshore policy pause --reason 'labels are being corrected'"
    })
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "pause",
      description = "Pauses the policy: it waits, and only what an operator asks for is done.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  longshore policy pause --reason 'labels are being corrected'"})
  void pause(@Mixin PolicyOptions policy, @Mixin ReasonOption reason) {
    set(PolicyState.PAUSED, policy, reason);
  }

  @Command(
      name = "resume",
      description = "Lets a paused policy decide again.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  longshore policy resume --reason 'labels are right again'"})
  void resume(@Mixin PolicyOptions policy, @Mixin ReasonOption reason) {
    set(PolicyState.RUNNING, policy, reason);
  }

  private void set(PolicyState state, PolicyOptions policy, ReasonOption reason) {
    var values = new TreeMap<>(policy.overrides().values());
    values.put("state", state.word());
    PrintWriter out = spec.commandLine().getOut();
    out.print(policy.set(values, reason.text(), Longshore.screen(spec)));
    out.flush();
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
