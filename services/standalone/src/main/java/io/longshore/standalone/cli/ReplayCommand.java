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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
      "  longshore replay --from 2026-03-01T00:00:00Z -o json    # the recorded policy once more"
    })
final class ReplayCommand implements Runnable {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private TrackerOptions tracker = new TrackerOptions();

  @Mixin private OutputOptions output = new OutputOptions();

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
    Optional<Instant> begin = from.map(time -> Times.parse("--from", time));
    Instant end = to.map(time -> Times.parse("--to", time)).orElseGet(Instant::now);
    Policy policy = file.map(this::policy).orElseGet(tracker::policy);
    TrackerRules rules = TrackerRules.of(tracker.settings());
    var recorded = new RecordedStream(cluster.connect(), cluster.stream, rules.labels());
    Recording recording =
        recorded.read(begin, end, file.isPresent() ? Policies.ANOTHER : Policies.AS_RECORDED);
    var result =
        ReplayResult.of(
            Replay.run(cluster.stream, rules, policy, recording), assumptions(recorded.gaps()));
    output.print(screen -> text(result, screen), () -> Fields.jsonOf(result));
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

  private static String text(ReplayResult result, Screen screen) {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "policy    %s%nlabels    %,d from %s to %s%n",
            result.digest(),
            result.labels(),
            result.from(),
            result.to()));
    if (result.rows().isEmpty()) {
      text.append("nothing was decided then, and nothing would have been%n".formatted());
    } else {
      text.append(decisions(result.rows()).on(screen))
          .append('\n')
          .append(costs(result).on(screen))
          .append('\n')
          .append(
              result.differsFrom().isEmpty()
                  ? "every decision is as it was then"
                  : "the first decision that differs is at " + result.differsFrom())
          .append('\n');
    }
    result.assumptions().forEach(assumption -> text.append("assumed   " + assumption + "\n"));
    return text.toString();
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
