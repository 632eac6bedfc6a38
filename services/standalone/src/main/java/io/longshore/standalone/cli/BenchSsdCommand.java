package io.longshore.standalone.cli;

import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.ledger.MemoryLedger;
import io.longshore.bench.machine.Machine;
import io.longshore.bench.report.JsonLedger;
import io.longshore.bench.report.ResultPicture;
import io.longshore.bench.report.ResultTable;
import io.longshore.bench.report.UnreadableResultException;
import io.longshore.bench.ssd.Backend;
import io.longshore.bench.ssd.BenchPlan;
import io.longshore.bench.ssd.Recipe;
import io.longshore.bench.ssd.Row;
import io.longshore.bench.ssd.Settings;
import io.longshore.bench.ssd.Source;
import io.longshore.bench.ssd.SsdBench;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.fit.LossNotFiniteException;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.torch.Precision;
import io.longshore.ssd.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Long-tailed recognition, recipe by recipe. */
@Command(
    name = "ssd",
    description = {
      "Trains recipes on a long-tailed data set and says what each reaches on the balanced test set.",
      "Rows are kept in the JSON file as they come; the same command goes on where it was cut."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  longshore bench ssd --data cifar-100-binary --recipe paper,lws,ce --json ssd.json",
      "  longshore bench ssd --data cifar-100-binary --grid --architecture resnet8 --epochs 30 --seed 0,1,2"
    })
final class BenchSsdCommand implements Callable<Integer> {

  @Option(
      names = "--dataset",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "CIFAR100")
  private Source source = Source.CIFAR100;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the official binary files; Fashion-MNIST is fetched without it.")
  private @Nullable Path data;

  @Option(
      names = "--imbalance",
      paramLabel = "IF",
      split = ",",
      description =
          "Images of the largest class for one of the smallest (default: ${DEFAULT-VALUE}).",
      defaultValue = "100")
  private List<Integer> imbalances = List.of();

  @Option(
      names = "--index",
      paramLabel = "FILE",
      description =
          "Places of the training images, one a line (default: lt_seed0/if100.txt in DIR, or the rule).")
  private @Nullable Path index;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      split = ",",
      description = "What to train, one of those below (default: paper).")
  private List<String> recipes = List.of();

  @Option(
      names = "--grid",
      description = "What each part of the method is worth: the recipes from ce to control-lws.")
  private boolean grid;

  @Option(
      names = "--beyond",
      description = "What lies past the paper, and its controls: the recipes from bs on.")
  private boolean beyond;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of each long stage (default: ${DEFAULT-VALUE}).",
      defaultValue = "200")
  private int epochs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      split = ",",
      description = "Seeds of training (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private List<Long> seeds = List.of();

  @Option(
      names = "--architecture",
      paramLabel = "NET",
      description =
          "resnet32, resnet20, resnet8, resnet50 or resnext50 (default: ${DEFAULT-VALUE}).",
      defaultValue = "resnet32")
  private String architecture = "";

  @Option(
      names = "--device",
      description = "auto, cpu or gpu:N (default: ${DEFAULT-VALUE}).",
      defaultValue = "auto")
  private String device = "";

  @Option(
      names = "--precision",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "FLOAT32")
  private Precision precision = Precision.FLOAT32;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of one operation; 0 leaves it to the engine (default: 0).",
      defaultValue = "0")
  private int threads;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description = "Where trainings go on from (default: beside the JSON file).")
  private @Nullable Path checkpoints;

  @Option(names = "--json", paramLabel = "FILE", description = "Keep the rows in this file.")
  private @Nullable Path json;

  @Option(names = "--curves", paramLabel = "FILE", description = "Draw losses and accuracies, SVG.")
  private @Nullable Path curves;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Write the table as Markdown.")
  private @Nullable Path markdown;

  @Option(names = "--again", description = "Measure anew what the JSON file has already.")
  private boolean again;

  /** Closes the help with all recipes. */
  @Spec
  void listRecipes(CommandSpec spec) {
    Stream<String> list =
        Recipe.all().stream().map(recipe -> "  %-18s %s".formatted(recipe.name(), recipe.title()));
    spec.usageMessage()
        .footer(
            Stream.of(Stream.of(spec.usageMessage().footer()), Stream.of("", "Recipes:"), list)
                .flatMap(lines -> lines)
                .toArray(String[]::new));
  }

  @Override
  public Integer call() {
    try (Terminal terminal = Terminal.standard()) {
      BenchPlan plan = plan(terminal);
      Ledger<Settings, Row> ledger = ledger();
      SsdBench bench = new SsdBench(plan, ledger, new BenchTerminal(terminal));
      if (again) {
        bench.forget();
      }
      report(bench.run(), terminal);
      return 0;
    } catch (IllegalArgumentException | LossNotFiniteException | UnreadableResultException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  private BenchPlan plan(Terminal terminal) {
    List<Recipe> chosen = recipes();
    Backend backend = Backend.of(device, precision);
    SsdParameters parameters =
        SsdParameters.cifar().withArchitecture(network(architecture)).withEpochs(epochs, epochs);
    if (threads > 0) {
      Torch.useThreads(threads);
    }
    return new BenchPlan(
        new LongTailedTasks(source, Optional.ofNullable(data), Optional.ofNullable(index))
            .of(imbalances, terminal),
        chosen,
        seeds,
        parameters,
        architecture,
        backend,
        checkpoints());
  }

  private List<Recipe> recipes() {
    List<Recipe> chosen = new ArrayList<>();
    if (grid) {
      chosen.addAll(Recipe.grid());
    }
    if (beyond) {
      chosen.addAll(Recipe.beyond());
    }
    recipes.forEach(name -> chosen.add(Recipe.named(name)));
    return chosen.isEmpty() ? List.of(Recipe.named("paper")) : chosen;
  }

  static Architecture network(String architecture) {
    return switch (architecture) {
      case "resnet32" -> Architecture.resNet32();
      case "resnet20" -> Architecture.resNet20();
      case "resnet8" -> Architecture.resNet8();
      case "resnet50" -> Architecture.resNet50();
      case "resnext50" -> Architecture.resNeXt50();
      default ->
          throw new WrongUsageException(
              "there is no network '"
                  + architecture
                  + "'; there are resnet32, resnet20, resnet8, resnet50, resnext50");
    };
  }

  private Optional<Path> checkpoints() {
    return BenchResult.checkpoints(Optional.ofNullable(checkpoints), Optional.ofNullable(json));
  }

  private Ledger<Settings, Row> ledger() {
    return Optional.ofNullable(json)
        .<Ledger<Settings, Row>>map(file -> JsonLedger.ssd(file, Machine.here(threads)))
        .orElseGet(() -> new MemoryLedger<>(Row::settings));
  }

  private void report(List<Row> rows, Terminal terminal) {
    ResultTable each = ResultTable.of(rows);
    ResultTable medians = ResultTable.ofMedians(rows);
    boolean several = each.rows().size() > medians.rows().size();
    terminal.print(BenchResult.text(each));
    if (several) {
      terminal.print("medians over the seeds\n" + BenchResult.text(medians));
    }
    BenchResult.write(
        Optional.ofNullable(markdown),
        () -> each.markdown() + (several ? "\n" + medians.markdown() : ""));
    BenchResult.write(Optional.ofNullable(curves), () -> ResultPicture.of(rows));
  }
}
