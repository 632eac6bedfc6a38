package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.Provenance;
import io.longshore.schemas.Topics;
import io.longshore.ssd.fit.ProgressListener;
import io.longshore.ssd.fit.TrainingEvent.EpochFinished;
import io.longshore.trainer.Software;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.rebuild.Rebuilding;
import io.longshore.trainer.rebuild.Rebuilt;
import io.longshore.trainer.rebuild.Rebuilt.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a model again from its manifest and says whether every byte is the same. */
@Command(
    name = "reproduce",
    description =
        "Makes a model again from what its manifest names, and compares the digests. Exits with 0 if they are equal.",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:a byte differs, or the command failed",
    footer = {
      "",
      "Examples:",
      "  longshore reproduce 3f2a",
      "  longshore reproduce 3f2a --data-directory data/up/services"
    })
final class ReproduceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "VERSION", description = "The version, or the first digits of it.")
  private String version = "";

  @Option(
      names = "--data-directory",
      paramLabel = "DIR",
      description =
          "A trainer's longshore.data-directory in reach: its own copy is compared too, and a rebalance starts from a kept ancestor.")
  private @Nullable Path directory;

  @Override
  public Integer call() throws IOException {
    Map<ModelVersion, ModelManifest> known = cluster.latest(Topics.MODELS);
    ModelManifest manifest = manifest(known);
    Optional<ModelShelf> shelf =
        Optional.ofNullable(directory).map(d -> new ModelShelf(d.resolve("trainer/models")));
    try (var scratch = Scratch.named("longshore-reproduce");
        var terminal =
            new Terminal(spec.commandLine().getOut(), Longshore.screen(spec).isTerminal())) {
      terminal.say(
          "making %s of %s again"
              .formatted(manifest.version().brief(), manifest.recipe().stream()));
      Rebuilt rebuilt =
          new Rebuilding(
                  cluster.connect(), shelf, scratch.folder(), progress(terminal), Clock.systemUTC())
              .rebuild(manifest, known);
      List<Comparison> comparisons =
          rebuilt.comparedWith(manifest, shelf.flatMap(s -> s.digest(manifest.version())));
      terminal.print(table(comparisons).stripTrailing());
      if (comparisons.stream().allMatch(Comparison::isEqual)) {
        terminal.print("the same model, byte for byte");
        return 0;
      }
      terminal.print(differences(manifest.recipe().provenance()).stripTrailing());
      return ExitCode.FAILED;
    }
  }

  private ModelManifest manifest(Map<ModelVersion, ModelManifest> known) {
    List<ModelManifest> found =
        known.values().stream()
            .filter(m -> m.recipe().stream().equals(cluster.stream))
            .filter(m -> m.version().value().startsWith(version))
            .toList();
    if (found.size() != 1) {
      throw new CommandFailedException(
          "%d models of stream %s begin with '%s'; './longshore models' lists them"
              .formatted(found.size(), cluster.stream, version));
    }
    return found.get(0);
  }

  private static ProgressListener progress(Terminal terminal) {
    return event -> {
      if (event instanceof EpochFinished epoch) {
        terminal.progress(
            epoch.stage().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            epoch.epoch(),
            epoch.epochs(),
            String.format(Locale.ROOT, "loss %.3f", epoch.loss()));
      }
    };
  }

  private static String table(List<Comparison> comparisons) {
    var table = new Table("ARTIFACT", "MANIFEST", "REBUILT", "EQUAL");
    comparisons.forEach(
        c -> table.row(c.artifact(), c.manifest(), c.rebuilt(), c.isEqual() ? "yes" : "no"));
    return table.toString();
  }

  /** What differs between the stack that made the model and this one. */
  private static String differences(Provenance provenance) {
    var table = new Table("STACK", "MANIFEST", "HERE");
    boolean any = false;
    for (Software.Difference difference : Software.differences(provenance)) {
      table.row(difference.name(), difference.manifest(), difference.here());
      any = true;
    }
    return any
        ? "the rebuild differs; so does what it ran on:\n" + table
        : "the rebuild differs, though software, processor and threads are those of the manifest: that is a bug, or the engine was given other environment variables (ONEDNN_*, ATEN_CPU_CAPABILITY, MKL_*)";
  }
}
