package io.longshore.standalone.cli;

import io.longshore.bench.continual.ClassOrder;
import io.longshore.bench.continual.ContinualBench;
import io.longshore.bench.continual.ContinualPlan;
import io.longshore.bench.continual.ContinualRow;
import io.longshore.bench.continual.ContinualSettings;
import io.longshore.bench.continual.Method;
import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.ledger.MemoryLedger;
import io.longshore.bench.report.ContinualPicture;
import io.longshore.bench.report.ContinualTable;
import io.longshore.bench.report.JsonLedger;
import io.longshore.bench.report.ResultTable;
import io.longshore.bench.report.UnreadableResultException;
import io.longshore.bench.ssd.Backend;
import io.longshore.bench.ssd.LongTailedTask;
import io.longshore.bench.ssd.Source;
import io.longshore.ssd.Remembering;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.fit.LossNotFiniteException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Long-tailed recognition of classes that arrive in tasks, method by method. */
@Command(
    name = "lt-cil",
    description = {
      "Trains on half of the classes, then on the others in tasks with a few exemplars of the old"
          + " ones, and tests on all classes seen after each.",
      "Rows are kept in the JSON file as they come; the same command goes on where it was cut."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  longshore bench lt-cil --data cifar-100-binary --json lt-cil.json --curves lt-cil.svg",
      "  longshore bench lt-cil --data cifar-100-binary --tasks 10 --order ordered --method"
          + " lws,remember-lws"
    })
final class BenchLtCilCommand implements Callable<Integer> {

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
      description =
          "Images of the largest class for one of the smallest (default: ${DEFAULT-VALUE}).",
      defaultValue = "100")
  private int imbalance;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      description = "Tasks that share the second half of the classes (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int tasks;

  @Option(
      names = "--order",
      description =
          "${COMPLETION-CANDIDATES}: at random by the seed, or frequent classes first (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "SHUFFLED")
  private ClassOrder order = ClassOrder.SHUFFLED;

  @Option(
      names = "--exemplars",
      paramLabel = "N",
      description = "Images kept of each old class (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int exemplars;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      split = ",",
      description = "What to compare (default: all; an unknown name lists them).")
  private List<String> methods = List.of();

  @Option(
      names = "--remembering",
      paramLabel = "WEIGHT",
      description = "Of the live model's answers beside the labels (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private double remembering;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of each long stage at the base (default: ${DEFAULT-VALUE}).",
      defaultValue = "160")
  private int epochs;

  @Option(
      names = "--finetune-epochs",
      paramLabel = "N",
      description = "Epochs of each long stage at a task (default: as at the base).")
  private @Nullable Integer finetuneEpochs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      split = ",",
      description = "Seeds of class order, exemplars and training (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private List<Long> seeds = List.of();

  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description = "Where trainings go on from (default: beside the JSON file).")
  private Optional<Path> checkpoints = Optional.empty();

  @Option(names = "--curves", paramLabel = "FILE", description = "Draw accuracy over tasks, SVG.")
  private Optional<Path> curves = Optional.empty();

  @Mixin private ResultOptions results = new ResultOptions();

  @Override
  public Integer call() {
    try (Terminal terminal = Terminal.standard()) {
      ContinualPlan plan = plan(terminal);
      report(new ContinualBench(plan, ledger(), new BenchTerminal(terminal)).run(), terminal);
      return 0;
    } catch (IllegalArgumentException | LossNotFiniteException | UnreadableResultException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  private ContinualPlan plan(Terminal terminal) {
    List<Method> chosen =
        methods.isEmpty() ? Method.all() : methods.stream().map(Method::named).toList();
    Backend backend = network.backend();
    SsdParameters parameters = SsdParameters.cifar().withArchitecture(network.architecture());
    return new ContinualPlan(
        task(terminal),
        order,
        tasks,
        exemplars,
        chosen,
        seeds,
        parameters,
        epochs,
        finetuneEpochs == null ? epochs : finetuneEpochs,
        new Remembering(remembering, 2),
        network.name(),
        backend,
        checkpoints.or(() -> results.beside(".checkpoints")));
  }

  private LongTailedTask task(Terminal terminal) {
    Optional<Path> index = Source.indexIn(data, imbalance);
    return Source.task(source.open(data, terminal::say), imbalance, index);
  }

  private Ledger<ContinualSettings, ContinualRow> ledger() {
    return results.ledger(
        file -> JsonLedger.ltCil(file, network.machine()),
        () -> new MemoryLedger<>(ContinualRow::settings));
  }

  private void report(List<ContinualRow> rows, Terminal terminal) {
    ResultTable table = ContinualTable.of(rows);
    terminal.print(BenchResult.text(table));
    results.writeMarkdown(table::markdown);
    BenchResult.write(curves, () -> ContinualPicture.of(rows));
  }
}
