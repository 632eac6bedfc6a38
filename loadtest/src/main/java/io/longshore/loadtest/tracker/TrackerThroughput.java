package io.longshore.loadtest.tracker;

import io.longshore.domain.label.Label;
import io.longshore.loadtest.process.EmptyFolder;
import io.longshore.loadtest.process.JavaProcess;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures how many labels a second the tracker counts, exactly once, from a broker on the same
 * machine, for few classes and for many. Labels lie on the topic before the tracker starts; the
 * first quarter of them warms it up and is not measured.
 */
@Command(
    name = "loadtest/run tracker-rate",
    description = "Measures how many labels a second the tracker counts.",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2)
public final class TrackerThroughput implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--class-path",
      description = "Class path of the launcher (default: ${DEFAULT-VALUE}).",
      defaultValue = "services/standalone/target/lib/*")
  private String classPath = "";

  @Option(
      names = "--directory",
      required = true,
      converter = EmptyFolder.class,
      description = "An empty folder.")
  private Path directory = Path.of("");

  @Option(
      names = "--labels",
      description = "Labels a run (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000000")
  private int labels;

  @Option(
      names = "--classes",
      split = ",",
      description = "Numbers of classes to compare (default: ${DEFAULT-VALUE}).",
      defaultValue = "10,10000")
  private List<Integer> classes = List.of();

  @Option(
      names = "--runs",
      description = "Runs of each; the median counts (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int runs;

  /** One run: labels a second, and processor time a label in microseconds. */
  private record Rate(double labelsPerSecond, double trackerMicros, double brokerMicros) {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TrackerThroughput()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    say("classes   run   labels/s   tracker us/label   broker us/label");
    var medians = new ArrayList<Double>();
    for (int k : classes) {
      var rates = new ArrayList<Rate>();
      for (int run = 1; run <= runs; run++) {
        Path folder = Files.createDirectories(directory.resolve(k + "-" + run));
        Rate rate = run(k, run, folder);
        rates.add(rate);
        say(
            "%7d   %3d   %8.0f   %16.2f   %15.2f",
            k, run, rate.labelsPerSecond(), rate.trackerMicros(), rate.brokerMicros());
      }
      double median =
          rates.stream()
              .map(Rate::labelsPerSecond)
              .sorted()
              .skip(runs / 2)
              .findFirst()
              .orElseThrow();
      medians.add(median);
      say("%7d   median %,.0f labels/s", k, median);
    }
    say("slowest / fastest: %.2f", min(medians) / max(medians));
    return 0;
  }

  private Rate run(int k, long seed, Path folder) throws InterruptedException {
    try (var deployment = new Deployment(classPath, folder)) {
      try (JavaProcess first = deployment.startTracker()) {
        deployment.awaitReady(first);
      }
      var truth = new Truth(k, seed);
      send(deployment.kafka(), truth);
      try (var latest = new LatestCounts(deployment.kafka());
          JavaProcess tracker = deployment.startTracker()) {
        long warm = latest.await(labels / 4, PATIENCE);
        long begin = System.nanoTime();
        Duration trackerCpu = tracker.cpu();
        Duration brokerCpu = deployment.broker().cpu();
        long counted = latest.await(labels, PATIENCE) - warm;
        double seconds = (System.nanoTime() - begin) / 1e9;
        var differences = truth.differences(latest.get());
        if (!differences.isEmpty()) {
          throw new IllegalStateException("counted wrong: " + differences.get(0));
        }
        return new Rate(
            counted / seconds,
            micros(tracker.cpu().minus(trackerCpu)) / counted,
            micros(deployment.broker().cpu().minus(brokerCpu)) / counted);
      }
    }
  }

  private void send(KafkaConnection kafka, Truth truth) {
    var lost = new AtomicReference<Throwable>();
    try (var writer =
        kafka.writer(
            Topics.LABELS,
            "load-test",
            Map.of("linger.ms", "20", "max.in.flight.requests.per.connection", "1"))) {
      for (int i = 0; i < labels; i++) {
        Label label = truth.next();
        var unused =
            writer
                .send(label.image(), label)
                .whenComplete((written, failure) -> lost.compareAndSet(null, failure));
      }
    }
    if (lost.get() != null) {
      throw new IllegalStateException("not every label was taken by the broker", lost.get());
    }
  }

  private static double micros(Duration duration) {
    return duration.toNanos() / 1e3;
  }

  private static double min(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static double max(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private void say(String text, Object... values) {
    spec.commandLine().getOut().println(String.format(Locale.ROOT, text, values));
    spec.commandLine().getOut().flush();
  }
}
