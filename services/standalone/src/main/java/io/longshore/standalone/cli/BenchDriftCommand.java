package io.longshore.standalone.cli;

import io.longshore.bench.drift.Detector;
import io.longshore.bench.drift.DriftBench;
import io.longshore.bench.drift.DriftPlan;
import io.longshore.bench.drift.DriftRow;
import io.longshore.bench.drift.DriftSettings;
import io.longshore.bench.drift.Experiment;
import io.longshore.bench.drift.HistogramFolder;
import io.longshore.bench.drift.UnreadableTableException;
import io.longshore.bench.drift.stream.StreamExperiments;
import io.longshore.bench.drift.stream.StreamFolder;
import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.ledger.MemoryLedger;
import io.longshore.bench.machine.Machine;
import io.longshore.bench.report.DriftTable;
import io.longshore.bench.report.JsonLedger;
import io.longshore.bench.report.ReplayPicture;
import io.longshore.bench.report.ResultTable;
import io.longshore.bench.report.UnreadableResultException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** False alarms and detection delays of drift detectors, ours among them. */
@Command(
    name = "drift",
    description = {
      "Measures how often drift detectors cry wolf, and how long they take to see a change.",
      "Rows are kept in the JSON file as they come; the same command goes on where it was cut."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  longshore bench drift --runs 1000 --json drift.json",
      "  longshore bench drift --data data --classes 100 --imbalance 100 --detectors longshore,js"
          + " --plot rodents.svg"
    })
final class BenchDriftCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with histograms/ and streams/ of real labels; what is not there is left out.")
  private @Nullable Path data;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Runs of each row (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000")
  private int runs;

  @Option(
      names = "--detectors",
      paramLabel = "NAME",
      split = ",",
      description = "Some of those below (default: all).")
  private List<String> detectors = List.of();

  @Option(
      names = "--classes",
      paramLabel = "K",
      split = ",",
      description = "Numbers of classes (default: ${DEFAULT-VALUE}).",
      defaultValue = "10,100,365,1000")
  private List<Integer> classes = List.of();

  @Option(
      names = "--imbalance",
      paramLabel = "IF",
      split = ",",
      description =
          "Labels of the most frequent class for one of the rarest (default: ${DEFAULT-VALUE}).",
      defaultValue = "10,100")
  private List<Integer> imbalances = List.of();

  @Option(
      names = "--alpha",
      paramLabel = "A",
      description =
          "Chance of a false alarm over the horizon that ours may have (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.01")
  private double alpha;

  @Option(
      names = "--horizon",
      paramLabel = "N",
      description = "Labels of a run (default: ${DEFAULT-VALUE}).",
      defaultValue = "20000")
  private int horizon;

  @Option(
      names = "--look",
      paramLabel = "N",
      description = "Labels between looks (default: ${DEFAULT-VALUE}).",
      defaultValue = "200")
  private int look;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of all streams (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Runs at a time (default: all processors); results do not depend on it.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", paramLabel = "FILE", description = "Keep the rows in this file.")
  private @Nullable Path json;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw the stream's counts, evidence and alarms, SVG.")
  private @Nullable Path plot;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Write the table as Markdown.")
  private @Nullable Path markdown;

  /** Closes the help with all detectors. */
  @Spec
  void listDetectors(CommandSpec spec) {
    Stream<String> list =
        Detector.all().stream()
            .map(detector -> "  %-12s %s".formatted(detector.name(), detector.title()));
    spec.usageMessage()
        .footer(
            Stream.of(Stream.of(spec.usageMessage().footer()), Stream.of("", "Detectors:"), list)
                .flatMap(lines -> lines)
                .toArray(String[]::new));
  }

  @Override
  public Integer call() {
    try (Terminal terminal = Terminal.standard()) {
      var plan = plan();
      var portal = portal(terminal);
      List<Experiment> experiments = new ArrayList<>(simulated(plan, terminal));
      portal.ifPresent(stream -> experiments.addAll(stream.of(plan)));
      var bench = new DriftBench(experiments, ledger(plan), new DriftTerminal(terminal), threads);
      ResultTable table = DriftTable.of(bench.run(Clock.systemUTC()));
      terminal.print(BenchResult.text(table));
      BenchResult.write(Optional.ofNullable(markdown), table::markdown);
      portal.ifPresent(stream -> BenchResult.write(Optional.ofNullable(plot), picture(stream)));
      return 0;
    } catch (IllegalArgumentException | UnreadableTableException | UnreadableResultException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  private DriftPlan plan() {
    List<Detector> chosen =
        detectors.isEmpty() ? Detector.all() : detectors.stream().map(Detector::named).toList();
    return new DriftPlan(chosen, classes, imbalances, runs, alpha, horizon, look, seed);
  }

  private List<Experiment> simulated(DriftPlan plan, Terminal terminal) {
    List<Experiment> experiments = new ArrayList<>(plan.simulated());
    if (data == null) {
      terminal.say("no --data: the rows of real histograms and streams are left out");
    } else {
      var folder = new HistogramFolder(data.resolve("histograms"), terminal::say);
      experiments.addAll(plan.experiments(folder.scenarios(horizon, look)));
    }
    return experiments;
  }

  private Optional<StreamExperiments> portal(Terminal terminal) {
    return Optional.ofNullable(data)
        .flatMap(folder -> new StreamFolder(folder.resolve("streams"), terminal::say).portal());
  }

  private Supplier<String> picture(StreamExperiments portal) {
    return () -> {
      var detector = portal.ours(alpha);
      var shuffled = portal.shuffled(seed);
      return new ReplayPicture(
              portal.stream(),
              portal.turnovers(),
              portal.replay().run(detector),
              shuffled.run(detector))
          .svg();
    };
  }

  private Ledger<DriftSettings, DriftRow> ledger(DriftPlan plan) {
    return Optional.ofNullable(json)
        .<Ledger<DriftSettings, DriftRow>>map(
            file -> JsonLedger.drift(file, Machine.here(threads), plan))
        .orElseGet(() -> new MemoryLedger<>(DriftRow::settings));
  }
}
