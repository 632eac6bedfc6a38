package io.longshore.standalone.cli;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.schemas.Topics;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says in a screenful what is serving and why, how the mix stands, and how the scorers are. */
@Command(
    name = "status",
    description = "Says what is serving and why, and how the class mix stands.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Runnable {
  private static final int CLASSES_SHOWN = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    RolloutPlan plan =
        cluster
            .latest(Topics.ROLLOUTS)
            .getOrDefault(cluster.stream, RolloutPlan.initial(cluster.stream));
    out.printf(
        "stream    %s%nlive      %s (plan %d, %s)%nbecause   %s%n",
        cluster.stream,
        plan.live().map(ModelVersion::brief).orElse("no model yet"),
        plan.epoch(),
        plan.step().name().toLowerCase(Locale.ROOT),
        plan.reason());
    Optional.ofNullable(cluster.latest(Topics.CLASS_FREQUENCIES).get(cluster.stream))
        .ifPresent(frequencies -> mix(frequencies, out));
    cluster.latest(Topics.SCORER_REPORTS).values().forEach(report -> scorer(report, out));
  }

  private static void mix(ClassFrequencies frequencies, PrintWriter out) {
    out.printf(
        "labels    %,d in %,d classes%n", frequencies.labels(), frequencies.classes().size());
    out.printf("drift     %s%n", frequencies.drift().inWords());
    var table = new Table("CLASS", "LABELS", "RECENT", "");
    double all = frequencies.mix().values().stream().mapToDouble(Double::doubleValue).sum();
    frequencies.classes().entrySet().stream()
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<String, ClassFrequency> e) -> -e.getValue().labels())
                .thenComparing(Map.Entry::getKey))
        .limit(CLASSES_SHOWN)
        .forEach(
            e -> {
              double share = all == 0 ? 0 : e.getValue().decayed() / all;
              table.row(
                  e.getKey(),
                  Long.toString(e.getValue().labels()),
                  Percent.of(share) + "%",
                  "#".repeat((int) Math.round(40 * share)));
            });
    out.print(table);
    if (frequencies.classes().size() > CLASSES_SHOWN) {
      out.printf("and %,d rarer classes%n", frequencies.classes().size() - CLASSES_SHOWN);
    }
  }

  private static void scorer(ScorerReport report, PrintWriter out) {
    out.printf(
        "scorer    %s serves %s, plan %d, %,d images, at %s%n",
        report.scorer(),
        report.serving().map(ModelVersion::brief).orElse("nothing yet"),
        report.planEpoch(),
        report.scored(),
        report.at());
    report
        .refusals()
        .forEach(r -> out.printf("          refused %s: %s%n", r.version().brief(), r.message()));
  }
}
