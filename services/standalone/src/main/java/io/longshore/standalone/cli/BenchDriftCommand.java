package io.longshore.standalone.cli;

import io.longshore.bench.drift.Detector;
import io.longshore.bench.drift.DriftBench;
import io.longshore.bench.drift.DriftPlan;
import io.longshore.bench.drift.DriftRow;
import io.longshore.bench.drift.DriftSettings;
import io.longshore.bench.drift.Experiment;
import io.longshore.bench.drift.HistogramFolder;
import io.longshore.bench.drift.Scenario;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  private Optional<Path> data = Optional.empty();

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

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw the stream's counts, evidence and alarms, SVG.")
  private Optional<Path> plot = Optional.empty();

  @Mixin private ResultOptions results = new ResultOptions();

  /** Closes the help with all detectors. */
  @Spec
  void listDetectors(CommandSpec spec) {
    Listing.close(spec, "Detectors:", 12, Detector.all(), Detector::name, Detector::title);
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
      results.writeMarkdown(table::markdown);
      portal.ifPresent(stream -> BenchResult.write(plot, picture(stream)));
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
    data.ifPresentOrElse(
        folder -> experiments.addAll(plan.experiments(real(folder, terminal))),
        () -> terminal.say("no --data: the rows of real histograms and streams are left out"));
    return experiments;
  }

  private List<Scenario> real(Path folder, Terminal terminal) {
    return new HistogramFolder(folder.resolve("histograms"), terminal::say)
        .scenarios(horizon, look);
  }

  private Optional<StreamExperiments> portal(Terminal terminal) {
    return data.flatMap(
        folder -> new StreamFolder(folder.resolve("streams"), terminal::say).portal());
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
    return results.ledger(
        file -> JsonLedger.drift(file, Machine.here(threads), plan),
        () -> new MemoryLedger<>(DriftRow::settings));
  }
}
