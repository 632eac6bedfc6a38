package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.schemas.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks for the model that was live before. */
@Command(
    name = "rollback",
    description = "Makes the model that was live before live again.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  longshore rollback --reason 'complaints about ants'"})
final class RollbackCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private ReasonOption reason = new ReasonOption();

  @Override
  public void run() {
    RolloutPlan plan =
        cluster
            .latest(Topics.ROLLOUTS)
            .getOrDefault(cluster.stream, RolloutPlan.initial(cluster.stream));
    ModelVersion live =
        plan.live().orElseThrow(() -> new CommandFailedException("no model is live"));
    ModelVersion previous =
        plan.previous()
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "no model was live before " + live.brief() + ": nothing to go back to"));
    cluster.ask(desk -> desk.rollBack(live, reason.text()));
    spec.commandLine()
        .getOut()
        .printf("asked to roll back from %s to %s%n", live.brief(), previous.brief());
  }
}
