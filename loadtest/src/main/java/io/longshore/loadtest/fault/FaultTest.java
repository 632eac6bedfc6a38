package io.longshore.loadtest.fault;

import io.longshore.loadtest.audit.Audit;
import io.longshore.loadtest.audit.Outcome;
import io.longshore.loadtest.audit.Pulse;
import io.longshore.loadtest.process.EmptyFolder;
import io.longshore.loadtest.process.Island;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays faults against three brokers and the services, and says which promises were kept. */
@Command(
    name = "loadtest/run faults",
    description = "Breaks brokers, services, wires and clocks under load, and looks for losses.",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2)
public final class FaultTest implements Callable<Integer> {
  private static final Duration SETTLING = Duration.ofMinutes(2);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description = "Names such as R1; without any, those of the profile.")
  private List<String> names = List.of();

  @Option(
      names = "--profile",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "SMOKE")
  private Scenarios.Profile profile = Scenarios.Profile.SMOKE;

  @Option(
      names = "--class-path",
      description = "Class path of brokers and services (default: ${DEFAULT-VALUE}).",
      defaultValue = "services/standalone/target/lib/*")
  private String classPath = "";

  @Option(
      names = "--directory",
      required = true,
      converter = EmptyFolder.class,
      description = "An empty folder.")
  private Path directory = Path.of("");

  @Option(
      names = "--rate",
      description = "Images a second (default: ${DEFAULT-VALUE}).",
      defaultValue = "50")
  private double rate;

  @Option(
      names = "--seed",
      description = "Decides images and moments (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new FaultTest())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<Scenario> scenarios = scenarios();
    var results = new ArrayList<Result>();
    say("seed %d, %.0f images/s, three brokers in %s", seed, rate, directory);
    try (Site site = Site.start(classPath, directory, island())) {
      for (Scenario scenario : scenarios) {
        if (scenario.needs() == Scenario.Needs.SCORING && !site.isTaught()) {
          say("making a first model live");
          site.teach();
        }
        results.add(play(site, scenario));
        write(results); // what was seen so far outlives whoever ends this program
      }
      say("");
      new FaultReport(results).lines().forEach(line -> say("%s", line));
    }
    return results.stream().allMatch(Result::isGood) ? 0 : 1;
  }

  /** None of the few that are played everywhere needs one. */
  private Optional<Island> island() throws InterruptedException {
    boolean isSmoke = names.isEmpty() && profile == Scenarios.Profile.SMOKE;
    return isSmoke ? Optional.empty() : Island.make();
  }

  private List<Scenario> scenarios() {
    try {
      return names.isEmpty() ? Scenarios.of(profile) : Scenarios.named(names);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void write(List<Result> results) throws IOException {
    String heading =
        String.format(
            Locale.ROOT,
            "Seed %d, %.0f images a second, three brokers; each scenario on what the ones before left.",
            seed,
            rate);
    Files.writeString(directory.resolve("faults.svg"), FaultPicture.of(results));
    Files.write(
        directory.resolve("faults.md"), new FaultReport(results).page(heading, "faults.svg"));
  }

  private Result play(Site site, Scenario scenario) throws InterruptedException {
    say("%s: %s", scenario.name(), scenario.promise());
    long begin = System.nanoTime();
    Result.Sent before = sent(site, 0);
    site.ledger().beginPulse();
    var stage = new Stage(site, scenario.name(), rate, seed, line -> say("%s", line));
    var violations = new ArrayList<String>();
    Optional<String> skipped = Optional.empty();
    try {
      scenario.play().on(stage);
    } catch (Scenario.Skipped e) {
      skipped = Optional.ofNullable(e.getMessage());
    } catch (RuntimeException e) {
      violations.add("the scenario could not be played to its end: " + e);
    }
    List<Pulse.Second> answers = site.ledger().pulse().seconds();
    site.restore();
    Audit audit = site.settled(SETTLING);
    Result.Sent sent = sent(site, audit.repeatedRecords()).since(before);
    violations.addAll(stage.violations());
    violations.addAll(site.verdict(audit));
    violations.addAll(site.errors());
    if (skipped.isEmpty() && sent.acknowledged() == 0) {
      violations.add("no image was acknowledged: nothing could have been lost");
    }
    var result =
        new Result(
            scenario,
            seed,
            stage.proofs(),
            List.copyOf(violations),
            skipped,
            sent,
            answers,
            site.ledger().pulse().longestGapSeconds(),
            (System.nanoTime() - begin) / 1e9);
    violations.forEach(violation -> say("  VIOLATION: %s", violation));
    say("  %s: %s", scenario.name(), result.verdict());
    return result;
  }

  private static Result.Sent sent(Site site, long repeatedRecords) {
    return new Result.Sent(
        site.ledger().images(Outcome.ACKNOWLEDGED).size(),
        site.ledger().images(Outcome.UNKNOWN).size(),
        site.ledger().images(Outcome.REFUSED).size(),
        repeatedRecords);
  }

  private void say(String text, Object... values) {
    spec.commandLine().getOut().println(String.format(Locale.ROOT, text, values));
    spec.commandLine().getOut().flush();
  }
}
