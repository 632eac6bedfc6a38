package io.longshore.standalone.cli;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.Trial;
import io.longshore.schemas.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the models: what made them, how they fare on the held-out images, which one is live. */
@Command(
    name = "models",
    description = "Lists the models with their accuracy on held-out images, oldest first.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore models",
      "  longshore models -o json -b kafka.example.org:9092"
    })
final class ModelsCommand implements Runnable {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    Optional<RolloutPlan> plan =
        Optional.ofNullable(cluster.latest(Topics.ROLLOUTS).get(cluster.stream));
    List<ModelManifest> models =
        cluster.latest(Topics.MODELS).values().stream()
            .filter(m -> m.recipe().stream().equals(cluster.stream))
            .sorted(Comparator.comparing(ModelManifest::createdAt))
            .toList();
    output.print(
        screen ->
            models.isEmpty()
                ? "no models yet\n"
                : table(models, plan).on(screen, Map.of("live", Paint.GOOD)),
        () -> Fields.json(models.stream().map(model -> fields(model, plan)).toList()));
  }

  private static Table table(List<ModelManifest> models, Optional<RolloutPlan> plan) {
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
          state(model.version(), plan).orElse("-"),
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
    return table;
  }

  private static Fields fields(ModelManifest model, Optional<RolloutPlan> plan) {
    Evaluation evaluation = model.evaluation();
    var accuracy =
        new Fields()
            .put("many", evaluation.accuracy(ShotGroup.MANY))
            .put("medium", evaluation.accuracy(ShotGroup.MEDIUM))
            .put("few", evaluation.accuracy(ShotGroup.FEW))
            .put("balanced", evaluation.balanced())
            .put("images", evaluation.images());
    var parity =
        new Fields()
            .put("images", model.parity().images())
            .put("argmaxEqual", model.parity().argmaxEqual())
            .put("maxAbsoluteDifference", model.parity().maxAbsoluteDifference())
            .put("millisPerImage", model.parity().millisPerImage());
    return new Fields()
        .put("version", model.version().value())
        .put("stream", model.recipe().stream())
        .put("gear", model.recipe().gear().word())
        .put("parent", model.recipe().parent().map(ModelVersion::value))
        .put("state", state(model.version(), plan))
        .object("accuracy", Optional.of(accuracy))
        .object("parity", Optional.of(parity))
        .put("numbers", model.recipe().quantization().orElse("float32"))
        .texts("classes", model.classNames())
        .put("madeAt", model.createdAt());
  }

  /** live, previous, or the stage of its trial. */
  private static Optional<String> state(ModelVersion version, Optional<RolloutPlan> plan) {
    Optional<ModelVersion> itself = Optional.of(version);
    if (plan.flatMap(RolloutPlan::live).equals(itself)) {
      return Optional.of("live");
    }
    Optional<Trial> trial = plan.flatMap(RolloutPlan::trial);
    if (trial.map(Trial::version).equals(itself) && !isPrevious(version, plan)) {
      return trial.map(t -> Word.of(t.stage()));
    }
    return isPrevious(version, plan) ? Optional.of("previous") : Optional.empty();
  }

  private static boolean isPrevious(ModelVersion version, Optional<RolloutPlan> plan) {
    return plan.flatMap(RolloutPlan::previous).equals(Optional.of(version));
  }
}
