package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for a version to be live, whatever its gate said. */
@Command(
    name = "promote",
    description = "Makes a version live, whatever its gate said.",
    mixinStandardHelpOptions = true)
final class PromoteCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "VERSION", description = "The version, or the first digits of it.")
  private String version = "";

  @Option(names = "--reason", required = true, description = "Why, for the record.")
  private String reason = "";

  @Override
  public void run() {
    ModelVersion found = cluster.model(version);
    cluster.ask(desk -> desk.promote(found, reason));
    spec.commandLine().getOut().printf("asked to promote %s%n", found.brief());
  }
}
