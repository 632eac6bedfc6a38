package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.Gear;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for an adaptation now. */
@Command(
    name = "adapt",
    description = "Adapts the model now: 'rebalance' moves the head, 'retrain' everything.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore adapt rebalance --reason 'a new season'",
      "  longshore adapt retrain --reason 'new classes'"
    })
final class AdaptCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(
      paramLabel = "GEAR",
      completionCandidates = Choices.Gears.class,
      description = "rebalance or retrain.")
  private String gear = "";

  @Mixin private ReasonOption reason = new ReasonOption();

  @Override
  public void run() {
    Gear wanted =
        Arrays.stream(Gear.values())
            .filter(g -> g.word().equals(gear))
            .findFirst()
            .orElseThrow(
                () -> new WrongUsageException("'" + gear + "' is no gear: rebalance or retrain"));
    cluster.ask(desk -> desk.adapt(wanted, reason.text()));
    spec.commandLine().getOut().printf("asked to %s%n", wanted.word());
  }
}
