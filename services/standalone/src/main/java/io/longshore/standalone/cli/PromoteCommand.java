package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for a version to be live, whatever its gate said. */
@Command(
    name = "promote",
    description = "Makes a version live, whatever its gate said.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  longshore promote 3f2a --reason 'the gate had too few labels'"})
final class PromoteCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "VERSION", description = "The version, or the first digits of it.")
  private String version = "";

  @Mixin private ReasonOption reason = new ReasonOption();

  @Override
  public void run() {
    ModelVersion found = cluster.model(version);
    cluster.ask(desk -> desk.promote(found, reason.text()));
    spec.commandLine().getOut().printf("asked to promote %s%n", found.brief());
  }
}
