package io.longshore.standalone.cli;

import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What was decided, when and why; what served at a time. */
@Command(
    name = "history",
    description = "Lists what was decided, oldest first; or says what served at a time, and why.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore rollout history",
      "  longshore rollout history --at 2026-03-01T12:00:00Z",
      "  longshore rollout history -o json"
    })
final class RolloutHistoryCommand implements Runnable {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(names = "--at", paramLabel = "TIME", description = "A time such as 2026-03-01T12:00:00Z.")
  private Optional<String> at = Optional.empty();

  @Override
  public void run() {
    Optional<Instant> time = at.map(text -> Times.parse("--at", text));
    List<RolloutPlan> plans =
        cluster.all(Topics.ROLLOUTS).stream()
            .filter(record -> record.key().equals(cluster.stream))
            .map(Received::value)
            .filter(plan -> time.isEmpty() || !plan.decidedAt().isAfter(time.get()))
            .toList();
    List<RolloutPlan> told =
        time.isEmpty() ? plans : plans.subList(Math.max(0, plans.size() - 1), plans.size());
    output.print(
        screen -> time.map(t -> then(told, t)).orElseGet(() -> table(told, screen)),
        () -> Fields.json(told.stream().map(PlanView::fields).toList()));
  }

  private static String table(List<RolloutPlan> plans, Screen screen) {
    return plans.isEmpty() ? "nothing was decided yet\n" : PlanView.table(plans).on(screen);
  }

  private static String then(List<RolloutPlan> told, Instant time) {
    if (told.isEmpty()) {
      return "nothing was decided before %s%n".formatted(time);
    }
    RolloutPlan plan = told.get(0);
    return "live      %s (plan %d, %s at %s)%nbecause   %s%non trial  %s%n"
        .formatted(
            PlanView.brief(plan.live()),
            plan.epoch(),
            Word.spoken(plan.step()),
            plan.decidedAt(),
            plan.reason(),
            PlanView.trial(plan));
  }
}
