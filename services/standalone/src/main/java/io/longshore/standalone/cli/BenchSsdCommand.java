package io.longshore.standalone.cli;

import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.ledger.MemoryLedger;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  private Optional<Path> data = Optional.empty();

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
  private Optional<Path> index = Optional.empty();

  @Mixin private RecipeOptions recipes = new RecipeOptions();

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

  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description = "Where trainings go on from (default: beside the JSON file).")
  private Optional<Path> checkpoints = Optional.empty();

  @Option(names = "--curves", paramLabel = "FILE", description = "Draw losses and accuracies, SVG.")
  private Optional<Path> curves = Optional.empty();

  @Mixin private ResultOptions results = new ResultOptions();

  @Option(names = "--again", description = "Measure anew what the JSON file has already.")
  private boolean again;

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
    List<Recipe> chosen = recipes.chosen();
    Backend backend = network.backend();
    SsdParameters parameters =
        SsdParameters.cifar().withArchitecture(network.architecture()).withEpochs(epochs, epochs);
    return new BenchPlan(
        new LongTailedTasks(source, data, index).of(imbalances, terminal),
        chosen,
        seeds,
        parameters,
        network.name(),
        backend,
        checkpoints());
  }

  private Optional<Path> checkpoints() {
    return checkpoints.or(() -> results.beside(".checkpoints"));
  }

  private Ledger<Settings, Row> ledger() {
    return results.ledger(
        file -> JsonLedger.ssd(file, network.machine()), () -> new MemoryLedger<>(Row::settings));
  }

  private void report(List<Row> rows, Terminal terminal) {
    ResultTable each = ResultTable.of(rows);
    ResultTable medians = ResultTable.ofMedians(rows);
    boolean several = each.rows().size() > medians.rows().size();
    terminal.print(BenchResult.text(each));
    if (several) {
      terminal.print("medians over the seeds\n" + BenchResult.text(medians));
    }
    results.writeMarkdown(() -> each.markdown() + (several ? "\n" + medians.markdown() : ""));
    BenchResult.write(curves, () -> ResultPicture.of(rows));
  }
}
