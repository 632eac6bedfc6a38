package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.standalone.replay.DayCost;
import io.longshore.standalone.replay.RecordedStream;
import io.longshore.standalone.replay.RecordedStream.Policies;
import io.longshore.standalone.replay.ReplayResult;
import io.longshore.standalone.replay.ReplayRow;
import io.longshore.tracker.TrackerRules;
import io.longshore.tracker.replay.Recording;
import io.longshore.tracker.replay.Replay;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a policy over what the topics recorded. */
@Command(
    name = "replay",
    description = {
      "Runs a policy over the recorded topics and tells when it would have acted and what that"
          + " would have cost, beside what was decided then.",
      "Reads labels, rollouts, models, policies and adaptations; joins no group and writes nothing"
          + " to Kafka."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore replay --from 2026-03-01T00:00:00Z --policy strict.properties",
      "  longshore replay --from 2026-03-01T00:00:00Z            the recorded policy once more"
    })
final class ReplayCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private TrackerOptions tracker = new TrackerOptions();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Time of the first label, such as 2026-03-01T00:00:00Z (default: the oldest).")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Time that labels must be before (default: now).")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "A file of properties with what the policy has other than the tracker's settings"
              + " (default: the policies as they were set).")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the result there too.")
  private Optional<Path> json = Optional.empty();

  @Override
  public void run() {
    Optional<Instant> begin = from.map(time -> time("--from", time));
    Instant end = to.map(time -> time("--to", time)).orElseGet(Instant::now);
    Policy policy = file.map(this::policy).orElseGet(tracker::policy);
    TrackerRules rules = TrackerRules.of(tracker.settings());
    var recorded = new RecordedStream(cluster.connect(), cluster.stream, rules.labels());
    Recording recording =
        recorded.read(begin, end, file.isPresent() ? Policies.ANOTHER : Policies.AS_RECORDED);
    var result =
        ReplayResult.of(
            Replay.run(cluster.stream, rules, policy, recording), assumptions(recorded.gaps()));
    PrintWriter out = spec.commandLine().getOut();
    print(result, out);
    out.flush();
    BenchResult.write(json, result::json);
  }

  private Policy policy(Path path) {
    return tracker
        .policy()
        .with(new PolicyOverrides(cluster.stream, PolicyFile.read(path), "", Instant.EPOCH));
  }

  private static List<String> assumptions(List<String> gaps) {
    var assumptions =
        new ArrayList<>(
            List.of(
                "counts and evidence begin with the first label replayed",
                "up to the first decision that differs, the models that were live are those recorded;"
                    + " from then on a decision is answered after its gear's seconds of compute, by a"
                    + " model whose reference mix is that of the decision; gates refuse nothing, and"
                    + " what operators asked for is left out",
                "every label came in time: what was late then may have counted a bucket later"));
    assumptions.addAll(gaps);
    return assumptions;
  }

  private static Instant time(String option, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandFailedException(
          "%s is '%s', but must be a time such as 2026-03-01T00:00:00Z".formatted(option, text));
    }
  }

  private static void print(ReplayResult result, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "policy    %s%nlabels    %,d from %s to %s%n",
        result.digest(),
        result.labels(),
        result.from(),
        result.to());
    if (result.rows().isEmpty()) {
      out.printf("nothing was decided then, and nothing would have been%n");
    } else {
      out.print(decisions(result.rows()));
      out.printf("%n");
      out.print(costs(result));
      out.printf(
          "%n%s%n",
          result.differsFrom().isEmpty()
              ? "every decision is as it was then"
              : "the first decision that differs is at " + result.differsFrom());
    }
    result.assumptions().forEach(assumption -> out.printf("assumed   %s%n", assumption));
  }

  private static Table decisions(List<ReplayRow> rows) {
    var table = new Table("AT", "GEAR", "REPLAYED", "THEN", "COMPUTE S", "LOG E", "TV >=", "WHY");
    for (ReplayRow row : rows) {
      table.row(
          row.at(),
          row.gear(),
          row.replayed() ? "yes" : "-",
          row.recorded() ? "yes" : "-",
          number(row.seconds()),
          number(row.logE()),
          String.format(Locale.ROOT, "%.3f", row.totalVariationLower()),
          row.reason());
    }
    return table;
  }

  private static Table costs(ReplayResult result) {
    var table = new Table("DAY", "REBALANCES", "THEN", "RETRAINS", "THEN", "COMPUTE S", "THEN");
    var days = new ArrayList<>(result.days());
    days.add(result.total());
    for (DayCost day : days) {
      table.row(
          day.day(),
          Long.toString(day.replayed().rebalances()),
          Long.toString(day.recorded().rebalances()),
          Long.toString(day.replayed().retrains()),
          Long.toString(day.recorded().retrains()),
          number(day.replayed().seconds()),
          number(day.recorded().seconds()));
    }
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }
}
