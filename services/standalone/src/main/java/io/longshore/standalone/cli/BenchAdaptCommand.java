package io.longshore.standalone.cli;

import io.longshore.bench.adapt.AdaptPolicy;
import io.longshore.bench.adapt.AdaptRow;
import io.longshore.bench.adapt.AdaptSettings;
import io.longshore.bench.adapt.TurningTail;
import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.ledger.MemoryLedger;
import io.longshore.bench.machine.Machine;
import io.longshore.bench.report.AdaptPicture;
import io.longshore.bench.report.AdaptTable;
import io.longshore.bench.report.JsonLedger;
import io.longshore.bench.report.ResultTable;
import io.longshore.bench.report.UnreadableResultException;
import io.longshore.datasets.Dataset;
import io.longshore.datasets.DatasetCache;
import io.longshore.datasets.Datasets;
import io.longshore.datasets.FashionMnist;
import io.longshore.standalone.adapt.AdaptBench;
import io.longshore.standalone.adapt.AdaptFailedException;
import io.longshore.standalone.adapt.AdaptPlan;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Accuracy over time while a long tail drifts, policy by policy. */
@Command(
    name = "adapt",
    description = {
      "Starts the whole system, lets it learn a long tail, and streams images whose mix turns: the"
          + " tail, then all classes alike, then the tail reversed. Once for each policy, from copies"
          + " of one system with its first model.",
      "",
      "Balanced accuracy is asked by probes: held-out images, as many of each class, sent between"
          + " the others without labels. Prequential accuracy is that of the labelled images, each"
          + " answered before it could be learned from. Both count from the first change of the mix on,"
          + " with the time until a gear is live.",
      "Trimmed answers follow the stream's mix: that is worth most to prequential accuracy, and"
          + " probes, which are of another mix, pay for it. The oracle is the first model told the true"
          + " mix; it sets what any change of prior can gain without learning.",
      "",
      "A dash under a gear: the stream ended before it was live. On a busy machine, lower --rate.",
      "",
      "Rows are kept in the JSON file as they come; the same command goes on where it was cut."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  longshore bench adapt --json adapt.json --plot adapt.svg",
      "  longshore bench adapt --quick --policies none,all",
      "  longshore bench adapt --data cifar-100-binary --largest 200 --phase 6000 --rate 20"
    })
final class BenchAdaptCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "fashion-mnist or a folder, such as cifar-100-binary, with held-out images (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = FashionMnist.NAME)
  private String data = FashionMnist.NAME;

  @Option(
      names = "--policies",
      split = ",",
      paramLabel = "P",
      description = "none, trim, rebalance, retrain, all, oracle (default: all six).")
  private List<String> policies = List.of();

  @Option(
      names = "--largest",
      paramLabel = "N",
      description = "Images of the largest class that the first model learns from (default: 300).")
  private @Nullable Integer largest;

  @Option(
      names = "--imbalance",
      paramLabel = "IF",
      description =
          "Images of the largest class for one of the smallest (default: ${DEFAULT-VALUE}).",
      defaultValue = "100")
  private int imbalance;

  @Option(
      names = "--steady",
      paramLabel = "N",
      description = "Labelled images before the mix changes (default: 400).")
  private @Nullable Integer steady;

  @Option(
      names = "--phase",
      paramLabel = "N",
      description = "Labelled images of each of the two mixes after that (default: 2800).")
  private @Nullable Integer phase;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Labelled images a second, with as many probes while they last (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "40")
  private int rate;

  @Option(
      names = "--seed",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(names = "--quick", description = "Half the images: a look, no measurement.")
  private boolean quick;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the system, for all policies.")
  private Map<String, String> settings = Map.of();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Folder for the systems' files (default: beside the JSON file).")
  private Optional<Path> work = Optional.empty();

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw accuracy over time, SVG.")
  private Optional<Path> plot = Optional.empty();

  @Mixin private ResultOptions results = new ResultOptions();

  @Override
  public Integer call() {
    Path folder = folder();
    LogFile.in(folder);
    try (Terminal terminal = Terminal.standard()) {
      AdaptPlan plan = plan();
      Dataset dataset = Datasets.open(data, DatasetCache.standard(), terminal::say);
      if (dataset.heldOut().isEmpty()) {
        throw new CommandFailedException(
            data
                + " holds nothing out; balanced accuracy needs images that are never learned from");
      }
      report(new AdaptBench(dataset, plan, ledger(), folder, terminal).run(), terminal);
      return 0;
    } catch (IllegalArgumentException | AdaptFailedException | UnreadableResultException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  private AdaptPlan plan() {
    List<AdaptPolicy> chosen =
        policies.isEmpty()
            ? Arrays.asList(AdaptPolicy.values())
            : policies.stream().map(AdaptPolicy::named).toList();
    var tail =
        new TurningTail(images(largest, 300), imbalance, images(steady, 400), images(phase, 2800));
    return new AdaptPlan(chosen, tail, rate, seed, settings);
  }

  private int images(@Nullable Integer asked, int usual) {
    return Optional.ofNullable(asked).orElse(quick ? usual / 2 : usual);
  }

  private Path folder() {
    return work.or(() -> results.beside(".work"))
        .orElseGet(
            () ->
                Path.of(
                    "data",
                    "bench-adapt-"
                        + LocalDateTime.now(ZoneId.systemDefault())
                            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"))));
  }

  private Ledger<AdaptSettings, AdaptRow> ledger() {
    return results.ledger(
        file -> JsonLedger.adapt(file, Machine.here(0)),
        () -> new MemoryLedger<>(AdaptRow::settings));
  }

  private void report(List<AdaptRow> rows, Terminal terminal) {
    ResultTable table = AdaptTable.of(rows);
    terminal.print(BenchResult.text(table));
    results.writeMarkdown(table::markdown);
    BenchResult.write(plot, () -> AdaptPicture.of(rows));
  }
}
