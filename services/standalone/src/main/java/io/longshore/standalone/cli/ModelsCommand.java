package io.longshore.standalone.cli;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.schemas.Topics;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the models: what made them, how they fare on the held-out images, which one is live. */
@Command(
    name = "models",
    description = "Lists the models with their accuracy on held-out images.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Override
  public void run() {
    Optional<RolloutPlan> plan =
        Optional.ofNullable(cluster.latest(Topics.ROLLOUTS).get(cluster.stream));
    List<ModelManifest> models =
        cluster.latest(Topics.MODELS).values().stream()
            .filter(m -> m.recipe().stream().equals(cluster.stream))
            .sorted(Comparator.comparing(ModelManifest::createdAt))
            .toList();
    var table =
        new Table(
            "VERSION",
            "GEAR",
            "PARENT",
            "STATE",
            "MANY",
            "MEDIUM",
            "FEW",
            "BALANCED",
            "PARITY",
            "CLASSES",
            "MADE");
    for (ModelManifest model : models) {
      Evaluation evaluation = model.evaluation();
      table.row(
          model.version().brief(),
          model.recipe().gear().word(),
          model.recipe().parent().map(ModelVersion::brief).orElse("-"),
          state(model.version(), plan),
          Percent.of(evaluation.accuracy(ShotGroup.MANY)),
          Percent.of(evaluation.accuracy(ShotGroup.MEDIUM)),
          Percent.of(evaluation.accuracy(ShotGroup.FEW)),
          Percent.of(evaluation.balanced()),
          String.format(
              Locale.ROOT,
              "%.1e, %d/%d",
              model.parity().maxAbsoluteDifference(),
              model.parity().argmaxEqual(),
              model.parity().images()),
          Integer.toString(model.recipe().classes().size()),
          model.createdAt().toString());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(models.isEmpty() ? "no models yet\n" : table.toString());
    out.flush();
  }

  private static String state(ModelVersion version, Optional<RolloutPlan> plan) {
    if (plan.flatMap(RolloutPlan::live).equals(Optional.of(version))) {
      return "live";
    }
    return plan.flatMap(RolloutPlan::previous).equals(Optional.of(version)) ? "previous" : "-";
  }
}
